import type { Request } from 'express';
import type { Deps } from '../app.ts';
import { authLimits } from '../constants/auth-limits.ts';
import type { Call } from '../routes/route.ts';
import type { Credentials, Granted } from '../schemas/auth.schema.ts';
import { signAccessToken } from '../utils/access-tokens.ts';
import { cookieNames, setSessionCookies } from '../utils/cookies.ts';
import { csrfTokens } from '../utils/csrf-tokens.ts';
import { writeRefreshToken } from '../utils/refresh-tokens.ts';

export interface Grant {
  readonly userId: string;
  readonly sessionId: string;
  readonly refreshSecret: string;
  readonly mode: Credentials['mode'];
}

/** What somebody is given who is signed in: tokens in the answer, or in cookies. */
export async function grant(
  deps: Pick<Deps, 'env' | 'clock'>,
  { request, response }: Call,
  to: Grant,
): Promise<Granted> {
  const accessToken = await signAccessToken(deps, to);
  const refreshToken = writeRefreshToken(to.sessionId, to.refreshSecret);
  const expiresIn = authLimits.accessToken / 1_000;
  if (to.mode === 'token') return { expiresIn, accessToken, refreshToken };
  setSessionCookies(response, { access: accessToken, refresh: refreshToken });
  // The CSRF token is bound to the session in the cookie: the one that was set just now.
  request.cookies = { [cookieNames.refresh]: refreshToken };
  const { generateCsrfToken } = csrfTokens(deps.env);
  return { expiresIn, csrfToken: generateCsrfToken(request, response, { overwrite: true }) };
}

/** What the owner of an account is shown, to tell one session from the other. */
export const deviceOf = (request: Request) => ({
  address: request.ip ?? '',
  userAgent: (request.get('user-agent') ?? '').slice(0, 200),
});
