import type { Request } from 'express';
import type { Role } from '../constants/roles.ts';
import { AppError } from '../errors/app-error.ts';

/** Who sent a request, by which session. */
export interface Identity {
  readonly userId: string;
  readonly sessionId: string;
  readonly role: Role;
}

const known = new WeakMap<Request, Identity>();

export const identify = (request: Request, identity: Identity): void =>
  void known.set(request, identity);

export const identityOf = (request: Request): Identity | undefined => known.get(request);

/** For controllers behind a policy that lets nobody in without a name. */
export function requireIdentity(request: Request): Identity {
  const identity = identityOf(request);
  if (!identity) throw new AppError('unauthenticated', 'Sign in first.');
  return identity;
}
