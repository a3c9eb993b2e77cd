import type { Request } from 'express';
import type { Deps } from '../app.ts';
import { authLimits } from '../constants/auth-limits.ts';
import { findAccount } from '../db/accounts.ts';
import { openSession, revokeSession, rotate } from '../db/sessions.ts';
import { AppError } from '../errors/app-error.ts';
import { refuseForeignPages } from '../middleware/csrf.ts';
import type { Call } from '../routes/route.ts';
import type { Credentials, Granted, Refreshment } from '../schemas/auth.schema.ts';
import { signAccessToken } from '../utils/access-tokens.ts';
import {
  clearSessionCookies,
  cookieNames,
  sessionCookiesOf,
  setSessionCookies,
} from '../utils/cookies.ts';
import { csrfTokens } from '../utils/csrf-tokens.ts';
import { requireIdentity } from '../utils/identity.ts';
import { theftMail } from '../utils/mail-templates.ts';
import { drawRefreshSecret, readRefreshToken, writeRefreshToken } from '../utils/refresh-tokens.ts';
import { checkCredentials } from './credentials.ts';

type Needs = Pick<Deps, 'db' | 'env' | 'log' | 'clock' | 'passwords' | 'postOffice' | 'identities'>;

interface Grant {
  readonly userId: string;
  readonly sessionId: string;
  readonly refreshSecret: string;
  readonly mode: Credentials['mode'];
}

export function authController(deps: Needs) {
  const { db, env, clock, identities } = deps;
  const { generateCsrfToken } = csrfTokens(env);

  const grant = async ({ request, response }: Call, to: Grant): Promise<Granted> => {
    const accessToken = await signAccessToken(deps, to);
    const refreshToken = writeRefreshToken(to.sessionId, to.refreshSecret);
    const expiresIn = authLimits.accessToken / 1_000;
    if (to.mode === 'token') return { expiresIn, accessToken, refreshToken };
    setSessionCookies(response, { access: accessToken, refresh: refreshToken });
    // The CSRF token is bound to the session in the cookie: the one that was set just now.
    request.cookies = { [cookieNames.refresh]: refreshToken };
    return { expiresIn, csrfToken: generateCsrfToken(request, response, { overwrite: true }) };
  };

  return {
    login: async (call: Call<{ body: Credentials }>): Promise<Granted> => {
      const { body, request } = call;
      if (body.mode === 'cookie') refuseForeignPages(request, env);
      const { id: userId } = await checkCredentials(deps, body, request);
      const { secret, digest } = drawRefreshSecret();
      const device = deviceOf(request);
      const sessionId = await openSession(db, { userId, digest, now: clock.now(), ...device });
      return grant(call, { userId, sessionId, refreshSecret: secret, mode: body.mode });
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
      return grant(call, { userId: result.userId, sessionId, refreshSecret: secret, mode });
    },

    logout: async ({ request, response }: Call): Promise<void> => {
      const { userId, sessionId } = requireIdentity(request);
      await revokeSession(db, { id: sessionId, userId, now: clock.now() });
      identities.forget({ sessionId });
      clearSessionCookies(response);
    },

    csrfToken: ({ request, response }: Call) => ({
      csrfToken: generateCsrfToken(request, response, { overwrite: true }),
    }),
  };
}

const deviceOf = (request: Request) => ({
  address: request.ip ?? '',
  userAgent: (request.get('user-agent') ?? '').slice(0, 200),
});

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
