// exercise auth/guard
import type { RequestHandler } from 'express';
import { AppError } from '../errors/app-error.ts';
import type { Route } from '../routes/route.ts';
import { identityOf, type Identity } from '../utils/identity.ts';
import { policyOf, type Policies, type Policy } from './policy.ts';
// instead
// import type { Route } from '../routes/route.ts';
// import type { Identity } from '../utils/identity.ts';
// import { policyOf, type Policies, type Policy } from './policy.ts';
// end exercise

/** Puts a guard before each route. It asks who, before anybody looks at what they sent. */
export const protect = (routes: readonly Route[], policies: Policies): readonly Route[] =>
  routes.map((route) => guarded(route, policyOf(policies, route)));

// exercise auth/guard
function guarded(route: Route, policy: Policy): Route {
  if (policy === 'everyone') return route;
  const handler: RequestHandler = (request, response, next) => {
    const identity = identityOf(request);
    if (!identity) response.set('WWW-Authenticate', 'Bearer');
    admit(identity, policy);
    return route.handler(request, response, next);
  };
  return {
    ...route,
    problems: [...(route.problems ?? []), 'unauthenticated', 'forbidden'],
    handler,
  };
}

/** Throws where the policy does not let them in. */
export function admit(identity: Identity | undefined, policy: Policy): void {
  if (policy === 'everyone') return;
  if (!identity) throw new AppError('unauthenticated', 'Sign in first.');
  if (!policy.includes(identity.role)) {
    throw new AppError('forbidden', 'Your role does not allow this.');
  }
}
// instead
// const guarded = (route: Route, _policy: Policy): Route => route;
//
// /** Throws where the policy does not let them in. */
// export function admit(_identity: Identity | undefined, _policy: Policy): void {
//   // Step guard is not written yet.
// }
// end exercise
