import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import type { Env } from '../config/env.ts';
import { authLimits } from '../constants/auth-limits.ts';
import type { Call } from '../routes/route.ts';
import type { Granted } from '../schemas/auth.schema.ts';
import type { Device, Tokens } from '../services/sign-in.ts';
import { cookieNames, setSessionCookies } from '../utils/cookies.ts';
import { csrfTokens } from '../utils/csrf-tokens.ts';

const expiresIn = authLimits.accessToken / 1_000;

/** Tokens travel in the answer … */
export const inAnswer = ({ access, refresh }: Tokens): Granted => ({
  expiresIn,
  accessToken: access,
  refreshToken: refresh,
});

/** … or where no script can read them. */
export function inCookies(env: Env, { request, response }: Call, tokens: Tokens): Granted {
  setSessionCookies(response, tokens);
  // The CSRF token is bound to the session in the cookie: the one that was set just now.
  request.cookies = { [cookieNames.refresh]: tokens.refresh };
  const { generateCsrfToken } = csrfTokens(env);
  return { expiresIn, csrfToken: generateCsrfToken(request, response, { overwrite: true }) };
}

export const deviceOf = (request: Request): Device => ({
  address: request.ip ?? '',
  network: ipKeyGenerator(request.ip ?? ''),
  userAgent: (request.get('user-agent') ?? '').slice(0, 200),
});
