import type { RequestHandler } from 'express';

/**
 * An answer may be kept by the one who asked, and told again only after asking whether it still holds: Express answers
 * that with 304 and no body, by the ETag. A route whose answer is the same for everybody may say more, and then a CDN
 * keeps it: `response.set('Cache-Control', 'public, s-maxage=60')`.
 */
export const cacheHeaders = (): RequestHandler => (request, response, next) => {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  response.set('Cache-Control', isRead ? 'private, no-cache' : 'no-store');
  next();
};
