import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import type { Deps } from '../app.ts';
import { authLimits } from '../constants/auth-limits.ts';
import { refuseForeignPages } from '../middleware/csrf.ts';
import type { Call } from '../routes/route.ts';
import type { Credentials, Granted, Refreshment } from '../schemas/auth.schema.ts';
import type { Tokens } from '../services/auth.service.ts';
import type { Device } from '../services/credentials.ts';
import {
  clearSessionCookies,
  cookieNames,
  sessionCookiesOf,
  setSessionCookies,
} from '../utils/cookies.ts';
import { csrfTokens } from '../utils/csrf-tokens.ts';
import { requireIdentity } from '../utils/identity.ts';

/** Tokens travel in the answer, or in cookies: which of the two is all that is decided here. */
export function authController({
  env,
  services: { auth, sessions },
}: Pick<Deps, 'env' | 'services'>) {
  const { generateCsrfToken } = csrfTokens(env);
  const expiresIn = authLimits.accessToken / 1_000;

  const inCookies = ({ request, response }: Call, tokens: Tokens): Granted => {
    setSessionCookies(response, tokens);
    // The CSRF token is bound to the session in the cookie: the one that was set just now.
    request.cookies = { [cookieNames.refresh]: tokens.refresh };
    return { expiresIn, csrfToken: generateCsrfToken(request, response, { overwrite: true }) };
  };

  const inAnswer = ({ access, refresh }: Tokens): Granted => ({
    expiresIn,
    accessToken: access,
    refreshToken: refresh,
  });

  return {
    login: async (call: Call<{ body: Credentials }>): Promise<Granted> => {
      const { body, request } = call;
      const isForCookies = body.mode === 'cookie';
      if (isForCookies) refuseForeignPages(request, env);
      const tokens = await auth.signIn(body, deviceOf(request));
      return isForCookies ? inCookies(call, tokens) : inAnswer(tokens);
    },

    refresh: async (call: Call<{ body: Refreshment }>): Promise<Granted> => {
      const { refreshToken: sent } = call.body;
      const tokens = await auth.refresh(sent ?? sessionCookiesOf(call.request).refresh ?? '');
      return sent === undefined ? inCookies(call, tokens) : inAnswer(tokens);
    },

    logout: async ({ request, response }: Call): Promise<void> => {
      const identity = requireIdentity(request);
      await sessions.revoke(identity.sessionId, identity);
      clearSessionCookies(response);
    },

    csrfToken: ({ request, response }: Call) => ({
      csrfToken: generateCsrfToken(request, response, { overwrite: true }),
    }),
  };
}

const deviceOf = (request: Request): Device => ({
  address: request.ip ?? '',
  network: ipKeyGenerator(request.ip ?? ''),
  userAgent: (request.get('user-agent') ?? '').slice(0, 200),
});
