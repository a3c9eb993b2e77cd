/** Cookies: small notes that a server hands out, and that the browser shows again with every request. */
export interface CookieOptions {
  readonly maxAge: number;
}

/** `a=1; b=2` → a record without surprises: a name that comes twice counts once. */
export function parseCookies(header = ''): Readonly<Record<string, string>> {
  const pairs = header.split(';').flatMap((part): [string, string][] => {
    const equals = part.indexOf('=');
    return equals < 1 ? [] : [[part.slice(0, equals).trim(), decode(part.slice(equals + 1))]];
  });
  return Object.fromEntries(pairs);
}

/** The value of a `Set-Cookie` header: not for scripts, not for requests that other sites send. */
export const setCookie = (name: string, value: string, { maxAge }: CookieOptions): string =>
  `${name}=${encodeURIComponent(value)}; Max-Age=${maxAge}; Path=/; HttpOnly; SameSite=Lax`;

// Whoever holds a note may have written anything on it.
function decode(text: string): string {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return '';
  }
}
