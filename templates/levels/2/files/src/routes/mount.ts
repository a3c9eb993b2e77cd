import { Router, type RequestHandler } from 'express';
import { AppError } from '../errors/app-error.ts';
import type { Route } from './route.ts';

/** The routes, then 405 for their paths with any other method, then 404 for everything else. */
export function mount(routes: readonly Route[]): Router {
  const router = Router();
  for (const { method, path, handler } of routes) router[method](path, handler);
  for (const [path, methods] of methodsByPath(routes)) router.all(path, allowOnly(methods));
  router.use(notFound);
  return router;
}

function methodsByPath(routes: readonly Route[]): ReadonlyMap<string, readonly string[]> {
  const methods = new Map<string, readonly string[]>();
  for (const { method, path } of routes) {
    methods.set(path, [...(methods.get(path) ?? []), method.toUpperCase()]);
  }
  return methods;
}

const allowOnly =
  (methods: readonly string[]): RequestHandler =>
  (request, response, next) => {
    response.set('Allow', methods.join(', '));
    next(new AppError('method_not_allowed', `${request.method} is not possible here.`));
  };

const notFound: RequestHandler = (_request, _response, next) => {
  next(new AppError('not_found', 'There is nothing at this address.'));
};
