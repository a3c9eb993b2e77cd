import { digestOf, drawSecret } from './secrets.ts';

/** `<session>.<secret>`: the session says where to look, the secret says that it is theirs. */
export interface RefreshToken {
  readonly sessionId: string;
  readonly digest: string;
}

const PATTERN = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([\w-]{43})$/;

export const writeRefreshToken = (sessionId: string, secret: string): string =>
  `${sessionId}.${secret}`;

export function readRefreshToken(text: string): RefreshToken | undefined {
  const [, sessionId, secret] = PATTERN.exec(text) ?? [];
  return sessionId && secret ? { sessionId, digest: digestOf(secret) } : undefined;
}

export function drawRefreshSecret() {
  const secret = drawSecret();
  return { secret, digest: digestOf(secret) };
}
