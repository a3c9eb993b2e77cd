import { Router, type RequestHandler } from 'express';
import type { Deps } from '../app.ts';
import { AppError } from '../errors/app-error.ts';
import { DASHBOARD } from '../jobs/dashboard.ts';
import { admins, type Policies } from '../policies/policy.ts';
import { protect } from '../policies/protect.ts';
import type { Route } from './route.ts';

/** Scripts are ours alone; styles the page also makes while it runs. */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PATHS = [DASHBOARD, `${DASHBOARD}/*part`];

const policies: Policies = Object.fromEntries(PATHS.map((path) => [`GET ${path}`, admins]));

/**
 * A page for people: it promises nothing to programs, so it is not in the API document. It can be looked at and nothing
 * else, so there is nothing that a foreign page could make the browser of an admin do.
 */
export function queues({ dashboard }: Pick<Deps, 'dashboard'>): Router {
  const router = Router();
  const handler = Router().use(DASHBOARD, relax, dashboard.show, refuse);
  const routes = PATHS.map((path): Route => {
    return { method: 'get', path, summary: 'Look at the queues', handler };
  });
  for (const guarded of protect(routes, policies)) router.get(guarded.path, guarded.handler);
  return router;
}

const relax: RequestHandler = (_request, response, next) => {
  response.set('Content-Security-Policy', CONTENT_POLICY);
  next();
};

const refuse: RequestHandler = (_request, _response, next) => {
  next(new AppError('not_found', 'There is nothing at this address.'));
};
