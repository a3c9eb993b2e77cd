import type { Deps } from '../app.ts';
import { jwksOutput } from '../schemas/jwks.schema.ts';
import { signingKeys } from '../utils/signing-keys.ts';
import { route, type Route } from './route.ts';

/** In seconds. A new key is shown for longer than that before it signs. */
const MAX_AGE = 300;

/** With these, other services check our tokens without asking us and without being able to make one. */
export function jwksRoutes({ env }: Pick<Deps, 'env'>): readonly Route[] {
  const keys = signingKeys(env).map(({ told }) => told);
  return [
    route({
      method: 'get',
      path: '/.well-known/jwks.json',
      summary: 'Read the keys that our access tokens are checked with',
      answer: jwksOutput,
      handle: ({ response }) => {
        response.set('Cache-Control', `public, max-age=${MAX_AGE}`);
        return { keys };
      },
    }),
  ];
}
