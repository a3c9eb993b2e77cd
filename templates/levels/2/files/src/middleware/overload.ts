import type { RequestHandler } from 'express';
import type { Deps } from '../app.ts';
import { limits } from '../constants/limits.ts';
import { AppError } from '../errors/app-error.ts';

/** Turns requests away while the event loop is late, so that those already taken end in time. */
export const overload =
  ({ eventLoopLag }: Pick<Deps, 'eventLoopLag'>): RequestHandler =>
  (_request, _response, next) => {
    if (eventLoopLag() <= limits.eventLoopLag) return next();
    next(new AppError('unavailable', 'The server is busy.', { retryAfter: 1 }));
  };
