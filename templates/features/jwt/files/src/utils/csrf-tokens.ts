import { doubleCsrf } from 'csrf-csrf';
import type { Request } from 'express';
import type { Env } from '../config/env.ts';
import { cookieNames, cookieOptions } from './cookies.ts';
import { digestOf } from './secrets.ts';

/** Signed for one session, and sent twice: in a cookie, and in a header that no other site can set. */
export const csrfTokens = ({ JWT_SECRET }: Pick<Env, 'JWT_SECRET'>) =>
  doubleCsrf({
    getSecret: () => digestOf(`csrf ${JWT_SECRET}`),
    getSessionIdentifier: sessionOf,
    cookieName: cookieNames.csrf,
    cookieOptions,
  });

function sessionOf({ cookies }: Request): string {
  const refresh = (cookies as Readonly<Record<string, string>>)[cookieNames.refresh];
  return refresh?.split('.')[0] ?? 'nobody';
}
