import type { Request, RequestHandler } from 'express';
import type { Deps } from '../app.ts';
import { sessionCookiesOf } from '../utils/cookies.ts';
import { identify, type Identity } from '../utils/identity.ts';
import { createTokenReader } from '../utils/token-reader.ts';

type Needs = Pick<Deps, 'env' | 'clock' | 'services'>;

/** The signature says that a token was ours; only the session says whether it still is. */
export function findOwner(deps: Needs): (token: string) => Promise<Identity | undefined> {
  const read = createTokenReader(deps);
  return async (token) => {
    const claims = await read(token);
    if (!claims) return undefined;
    const identity = await deps.services.sessions.identify(claims.sessionId);
    return identity?.userId === claims.userId ? identity : undefined;
  };
}

/** Finds out who it is. Whether they may, the policy of the route says. */
export const authenticate = (deps: Needs): RequestHandler => {
  const ownerOf = findOwner(deps);
  return async (request, _response, next) => {
    const token = bearerOf(request) ?? sessionCookiesOf(request).access;
    const identity = token === undefined ? undefined : await ownerOf(token);
    if (identity) identify(request, identity);
    next();
  };
};

function bearerOf(request: Request): string | undefined {
  const [scheme = '', token] = (request.get('authorization') ?? '').split(' ');
  return scheme.toLowerCase() === 'bearer' ? token : undefined;
}
