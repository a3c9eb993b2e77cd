import type { CookieOptions, Request, Response } from 'express';
import { authLimits } from '../constants/auth-limits.ts';

/**
 * `__Host-` makes a browser see to it that they come from this host alone, over HTTPS (or from localhost), and go back
 * to it alone.
 */
export const cookieNames = { access: '__Host-at', refresh: '__Host-rt', csrf: '__Host-csrf' };

/** No script reads them, no other site sends them. */
export const cookieOptions = {
  httpOnly: true,
  secure: true,
  sameSite: 'strict',
  path: '/',
} as const satisfies CookieOptions;

interface SessionCookies {
  readonly access?: string | undefined;
  readonly refresh?: string | undefined;
}

/** A request that brings a token in its header is not signed by cookies, whatever the browser adds. */
export function sessionCookiesOf(request: Request): SessionCookies {
  if (request.get('authorization') !== undefined) return {};
  const cookies = readCookies(request);
  return { access: cookies[cookieNames.access], refresh: cookies[cookieNames.refresh] };
}

export function setSessionCookies(
  response: Response,
  { access, refresh }: Required<SessionCookies>,
): void {
  const { accessToken, sessionIdle } = authLimits;
  response.cookie(cookieNames.access, access, { ...cookieOptions, maxAge: accessToken });
  response.cookie(cookieNames.refresh, refresh, { ...cookieOptions, maxAge: sessionIdle });
}

export const clearSessionCookies = (response: Response): void =>
  Object.values(cookieNames).forEach((name) => response.clearCookie(name, cookieOptions));

export function readCookies(request: Request): Readonly<Record<string, string | undefined>> {
  const pairs = (request.get('cookie') ?? '').split(';').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [name.trim(), value.join('=').trim()] as const;
  });
  return Object.fromEntries(pairs);
}
