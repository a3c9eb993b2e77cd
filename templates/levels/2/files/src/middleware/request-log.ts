import type { RequestHandler } from 'express';
import type { Deps } from '../app.ts';

/** One line a request when it is over. Only the path: queries, headers and bodies hold secrets. */
export const requestLog =
  ({ log }: Pick<Deps, 'log'>): RequestHandler =>
  (request, response, next) => {
    const { method, path } = request;
    const startedAt = performance.now();
    response.once('close', () => {
      const status = response.statusCode;
      const ms = Math.round(performance.now() - startedAt);
      const isComplete = response.writableFinished;
      log[status >= 500 ? 'error' : 'info']({ method, path, status, ms, isComplete }, 'request');
    });
    next();
  };
