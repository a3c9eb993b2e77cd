import { authLimits } from '../constants/auth-limits.ts';
import { AppError } from '../errors/app-error.ts';
import type { Attempts } from '../repositories/account-contracts.ts';
import type { Credentials } from '../schemas/auth.schema.ts';
import type { Account } from '../schemas/users.schema.ts';
import type { Verdict } from '../utils/password-hasher.ts';
import { digestOf } from '../utils/secrets.ts';
import type { ServiceDeps } from './index.ts';
import type { Device } from './sign-in.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'clock' | 'passwords'>;

const { perAddress, perAccount } = authLimits.attempts;

/**
 * Whose credentials these are. All that can be wrong with them gives one answer after one amount of work: who guesses
 * learns nothing. Attempts are counted before they are looked at, or many at once would slip through.
 */
export async function checkCredentials(
  { repositories: { accounts, attempts }, clock, passwords }: Deps,
  { email, password }: Pick<Credentials, 'email' | 'password'>,
  { address, network }: Pick<Device, 'address' | 'network'>,
): Promise<Account> {
  const now = clock.now();
  const fromAddress = keyOf('address', network);
  refuseTooMany(await attempts.count(fromAddress, now), now);
  const { account, isKnownAddress } = await accounts.findForLogin(email, address);
  // Strangers cannot lock somebody out where they have signed in before.
  const onAccount = keyOf('account', email, isKnownAddress ? address : '');
  const { count } = await attempts.count(onAccount, now);
  const verdict = await passwords.verify(password, account?.passwordHash).catch(async (error) => {
    // Nobody looked at it, so it does not count.
    await Promise.all([attempts.giveBack(fromAddress), attempts.giveBack(onAccount)]);
    throw error;
  });
  if (!account || !isWelcome(account, verdict, count)) throw wrong();
  await Promise.all([attempts.forget(onAccount), attempts.giveBack(fromAddress)]);
  if (verdict.rehash) await accounts.setPasswordHash(account.id, await passwords.hash(password));
  return account;
}

const isWelcome = ({ emailVerifiedAt }: Account, { ok }: Verdict, count: number): boolean =>
  ok && count <= perAccount && emailVerifiedAt !== null;

const keyOf = (...parts: readonly string[]): string => digestOf(parts.join(' '));

function refuseTooMany({ count, resetsAt }: Attempts, now: Date): void {
  if (count <= perAddress) return;
  const retryAfter = Math.ceil((resetsAt.getTime() - now.getTime()) / 1_000);
  throw new AppError('rate_limited', 'Too many failed attempts from this address.', { retryAfter });
}

const wrong = (): AppError =>
  new AppError(
    'unauthenticated',
    'The e-mail or the password is wrong, or the address is not confirmed yet.',
  );
