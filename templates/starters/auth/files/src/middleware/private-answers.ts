import type { RequestHandler } from 'express';

const ABOUT_ACCOUNTS = /^\/(?:auth|users)(?:\/|$)/i;

/** What is told of accounts, tokens above all, is kept by no browser and no proxy. */
export const privateAnswers = (): RequestHandler => (request, response, next) => {
  if (ABOUT_ACCOUNTS.test(request.path)) response.set('Cache-Control', 'no-store');
  next();
};
