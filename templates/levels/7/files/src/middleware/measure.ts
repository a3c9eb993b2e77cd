import type { Request, RequestHandler } from 'express';
import type { Deps } from '../app.ts';

/** What never reached a route has one label in common, or every scanner of the internet would add its own. */
const UNMATCHED = 'unmatched';

/** Measures every request but health checks, which say nothing of what users see. */
export const measure =
  ({ metrics }: Pick<Deps, 'metrics'>): RequestHandler =>
  (request, response, next) => {
    const startedAt = performance.now();
    response.once('close', () => {
      const seconds = (performance.now() - startedAt) / 1000;
      const { method } = request;
      metrics.observe({ method, route: routeOf(request), status: response.statusCode, seconds });
    });
    next();
  };

/** As it is written in the routes: `/orders/:id`. */
function routeOf({ route }: Request): string {
  const path = (route as { readonly path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? path : UNMATCHED;
}
