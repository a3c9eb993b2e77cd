import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import type { Deps } from '../app.ts';
import { authLimits } from '../constants/auth-limits.ts';
import { findForLogin, setPasswordHash } from '../db/accounts.ts';
import { countAttempt, forgetAttempts, returnAttempt } from '../db/attempts.ts';
import { AppError } from '../errors/app-error.ts';
import type { Credentials } from '../schemas/auth.schema.ts';
import type { Account } from '../schemas/users.schema.ts';
import type { Verdict } from '../utils/password-hasher.ts';
import { digestOf } from '../utils/secrets.ts';

type Needs = Pick<Deps, 'db' | 'clock' | 'passwords'>;

const { perAddress, perAccount } = authLimits.attempts;

/**
 * Whose credentials these are. All that can be wrong with them gives one answer after one amount of work: who guesses
 * learns nothing. Attempts are counted before they are looked at, or many at once would slip through.
 */
export async function checkCredentials(
  { db, clock, passwords }: Needs,
  { email, password }: Pick<Credentials, 'email' | 'password'>,
  request: Request,
): Promise<Account> {
  const now = clock.now();
  const address = request.ip ?? '';
  const fromAddress = keyOf('address', ipKeyGenerator(address));
  refuseTooMany(await countAttempt(db, fromAddress, now), now);
  const { account, isKnownAddress } = await findForLogin(db, email, address);
  // Strangers cannot lock somebody out where they have signed in before.
  const onAccount = keyOf('account', email, isKnownAddress ? address : '');
  const { count } = await countAttempt(db, onAccount, now);
  const verdict = await passwords.verify(password, account?.passwordHash).catch(async (error) => {
    // Nobody looked at it, so it does not count.
    await Promise.all([returnAttempt(db, fromAddress), returnAttempt(db, onAccount)]);
    throw error;
  });
  if (!account || !isWelcome(account, verdict, count)) throw wrong();
  await Promise.all([forgetAttempts(db, onAccount), returnAttempt(db, fromAddress)]);
  if (verdict.rehash) await setPasswordHash(db, account.id, await passwords.hash(password));
  return account;
}

const isWelcome = ({ emailVerifiedAt }: Account, { ok }: Verdict, count: number): boolean =>
  ok && count <= perAccount && emailVerifiedAt !== null;

const keyOf = (...parts: readonly string[]): string => digestOf(parts.join(' '));

function refuseTooMany({ count, resetsAt }: { count: number; resetsAt: Date }, now: Date): void {
  if (count <= perAddress) return;
  const retryAfter = Math.ceil((resetsAt.getTime() - now.getTime()) / 1_000);
  throw new AppError('rate_limited', 'Too many failed attempts from this address.', { retryAfter });
}

const wrong = (): AppError =>
  new AppError(
    'unauthenticated',
    'The e-mail or the password is wrong, or the address is not confirmed yet.',
  );
