import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { requestContext } from '../config/request-context.ts';

const HARMLESS = /^[\w-]{8,64}$/;

/** Keeps the caller's id if it is harmless in a log, else draws one. */
export const requestId = (): RequestHandler => (request, response, next) => {
  const sent = request.get('x-request-id');
  const id = sent !== undefined && HARMLESS.test(sent) ? sent : randomUUID();
  response.set('X-Request-Id', id);
  requestContext.run({ requestId: id }, next);
};
