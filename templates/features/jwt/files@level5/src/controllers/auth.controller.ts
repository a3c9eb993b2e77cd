import type { Deps } from '../app.ts';
import { refuseForeignPages } from '../middleware/csrf.ts';
import type { Call } from '../routes/route.ts';
import type { Credentials, Granted, Refreshment } from '../schemas/auth.schema.ts';
import { clearSessionCookies, sessionCookiesOf } from '../utils/cookies.ts';
import { csrfTokens } from '../utils/csrf-tokens.ts';
import { requireIdentity } from '../utils/identity.ts';
import { deviceOf, inAnswer, inCookies } from './grants.ts';

export function authController({ env, services }: Pick<Deps, 'env' | 'services'>) {
  const { auth, sessions } = services;
  return {
    login: async (call: Call<{ body: Credentials }>): Promise<Granted> => {
      const { body, request } = call;
      const isForCookies = body.mode === 'cookie';
      if (isForCookies) refuseForeignPages(request, env);
      const tokens = await auth.signIn(body, deviceOf(request));
      return isForCookies ? inCookies(env, call, tokens) : inAnswer(tokens);
    },

    refresh: async (call: Call<{ body: Refreshment }>): Promise<Granted> => {
      const { refreshToken: sent } = call.body;
      const tokens = await auth.refresh(sent ?? sessionCookiesOf(call.request).refresh ?? '');
      return sent === undefined ? inCookies(env, call, tokens) : inAnswer(tokens);
    },

    logout: async ({ request, response }: Call): Promise<void> => {
      const identity = requireIdentity(request);
      await sessions.revoke(identity.sessionId, identity);
      clearSessionCookies(response);
    },

    csrfToken: ({ request, response }: Call) => ({
      csrfToken: csrfTokens(env).generateCsrfToken(request, response, { overwrite: true }),
    }),
  };
}
