import type { RequestHandler } from 'express';
import { lateness } from '../config/lateness.ts';

/** Who only looks may be shown what was a moment ago; who changes something is told what is. */
export const lateReads = (): RequestHandler => (request, _response, next) => {
  lateness.run(request.method === 'GET' || request.method === 'HEAD', next);
};
