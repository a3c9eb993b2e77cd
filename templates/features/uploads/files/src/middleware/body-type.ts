import type { Request, RequestHandler } from 'express';
import { AppError } from '../errors/app-error.ts';

/** A body is JSON, or there is none; files come as a form, which their route reads itself. */
export const refuseOtherTypes: RequestHandler = (request, _response, next) => {
  const type = takesFiles(request) ? 'multipart/form-data' : 'application/json';
  // `is` answers null when there is no body, but takes one of no length for a body.
  const isEmpty = request.get('content-length') === '0';
  if (isEmpty || request.is(type) !== false) return next();
  next(new AppError('unsupported_media_type', `The body must be ${type}.`));
};

const takesFiles = ({ method, path }: Request): boolean => method === 'POST' && path === '/uploads';
