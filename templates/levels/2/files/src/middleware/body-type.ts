import type { RequestHandler } from 'express';
import { AppError } from '../errors/app-error.ts';

/** A body is JSON, or there is none. */
export const refuseOtherTypes: RequestHandler = (request, _response, next) => {
  // `is` answers null when there is no body, but takes one of no length for a body.
  const isEmpty = request.get('content-length') === '0';
  if (isEmpty || request.is('application/json') !== false) return next();
  next(new AppError('unsupported_media_type', 'The body must be application/json.'));
};
