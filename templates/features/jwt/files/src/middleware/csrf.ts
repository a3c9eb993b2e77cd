import type { Request, RequestHandler } from 'express';
import type { Deps } from '../app.ts';
import { AppError } from '../errors/app-error.ts';
import { readCookies, sessionCookiesOf } from '../utils/cookies.ts';
import { csrfTokens } from '../utils/csrf-tokens.ts';

type Needs = Pick<Deps, 'env'>;

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** Browsers add cookies to whatever any page sends. So where cookies sign a change, two things must say it was our page. */
export const csrf = ({ env }: Needs): RequestHandler => {
  const { validateRequest } = csrfTokens(env);
  return (request, _response, next) => {
    request.cookies = readCookies(request);
    const { access, refresh } = sessionCookiesOf(request);
    const isSignedByCookie = access !== undefined || refresh !== undefined;
    if (SAFE.includes(request.method) || !isSignedByCookie) return next();
    refuseForeignPages(request, env);
    if (validateRequest(request)) return next();
    next(new AppError('forbidden', 'The CSRF token is missing or wrong.'));
  };
};

/** A page can set neither of these headers, so they are true. */
export function refuseForeignPages(request: Request, { CORS_ORIGINS }: Needs['env']): void {
  const origin = request.get('origin');
  const isOurs = origin !== undefined && CORS_ORIGINS.includes(origin);
  if (isOurs || request.get('sec-fetch-site') === 'same-origin') return;
  throw new AppError('forbidden', 'This page may not do that with the cookies of a session.');
}
