import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import type { Deps } from '../app.ts';
import { authLimits } from '../constants/auth-limits.ts';
import { findAccount, findForLogin, setPasswordHash } from '../db/accounts.ts';
import { countAttempt, forgetAttempts, returnAttempt, type Attempts } from '../db/attempts.ts';
// exercise auth/login
import { openSession, revokeSession, rotate } from '../db/sessions.ts';
// instead
// import { revokeSession, rotate } from '../db/sessions.ts';
// end exercise
import { AppError } from '../errors/app-error.ts';
import { refuseForeignPages } from '../middleware/csrf.ts';
import type { Call } from '../routes/route.ts';
import type { Credentials, Granted, Refreshment } from '../schemas/auth.schema.ts';
import type { Account } from '../schemas/users.schema.ts';
import { clearSessionCookies, sessionCookiesOf } from '../utils/cookies.ts';
import { csrfTokens } from '../utils/csrf-tokens.ts';
import { requireIdentity } from '../utils/identity.ts';
import { theftMail } from '../utils/mail-templates.ts';
import type { Verdict } from '../utils/password-hasher.ts';
import { drawRefreshSecret, readRefreshToken } from '../utils/refresh-tokens.ts';
import { digestOf } from '../utils/secrets.ts';
// exercise auth/login
import { deviceOf, grant } from './grants.ts';
// instead
// import { grant } from './grants.ts';
// end exercise

type Needs = Pick<Deps, 'db' | 'env' | 'log' | 'clock' | 'passwords' | 'postOffice' | 'identities'>;

export function authController(deps: Needs) {
  const { db, env, clock, identities } = deps;

  return {
    login: async (call: Call<{ body: Credentials }>): Promise<Granted> => {
      const { body, request } = call;
      if (body.mode === 'cookie') refuseForeignPages(request, env);
      const { id: userId } = await checkCredentials(deps, body, request);
      // exercise auth/login
      const { secret, digest } = drawRefreshSecret();
      const device = deviceOf(request);
      const sessionId = await openSession(db, { userId, digest, now: clock.now(), ...device });
      return grant(deps, call, { userId, sessionId, refreshSecret: secret, mode: body.mode });
      // instead
      // throw new Error(`Step login is not written yet, and ${userId} waits.`);
      // end exercise
    },

    /** A token is good for one refresh. One that comes a second time was copied, and ends its session. */
    refresh: async (call: Call<{ body: Refreshment }>): Promise<Granted> => {
      const sent = call.body.refreshToken;
      const presented = readRefreshToken(sent ?? sessionCookiesOf(call.request).refresh ?? '');
      if (!presented) throw expired();
      const { secret, digest } = drawRefreshSecret();
      const result = await rotate(db, { ...presented, next: digest, now: clock.now() });
      if (result.kind === 'reused') reportTheft(deps, presented.sessionId, result.userId);
      if (result.kind !== 'rotated') throw expired();
      const mode = sent === undefined ? 'cookie' : 'token';
      const { sessionId } = presented;
      return grant(deps, call, { userId: result.userId, sessionId, refreshSecret: secret, mode });
    },

    logout: async ({ request, response }: Call): Promise<void> => {
      const { userId, sessionId } = requireIdentity(request);
      await revokeSession(db, { id: sessionId, userId, now: clock.now() });
      identities.forget({ sessionId });
      clearSessionCookies(response);
    },

    csrfToken: ({ request, response }: Call) => ({
      csrfToken: csrfTokens(env).generateCsrfToken(request, response, { overwrite: true }),
    }),
  };
}

const expired = (): AppError =>
  new AppError('unauthenticated', 'The session is over. Sign in again.');

function reportTheft(
  { db, log, postOffice, identities }: Needs,
  sessionId: string,
  userId: string,
): void {
  identities.forget({ sessionId });
  log.warn({ event: 'token_reuse', userId, sessionId }, 'a refresh token came twice');
  postOffice.post(async () => {
    const account = await findAccount(db, userId);
    return account && theftMail({ to: account.email });
  });
}

const { perAddress, perAccount } = authLimits.attempts;

/**
 * Whose credentials these are. All that can be wrong with them gives one answer after one amount of work: who guesses
 * learns nothing. Attempts are counted before they are looked at, or many at once would slip through.
 */
async function checkCredentials(
  { db, clock, passwords }: Pick<Needs, 'db' | 'clock' | 'passwords'>,
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
