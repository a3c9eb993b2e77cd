import { createSecretKey } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';
import type { Env } from '../../src/config/env.ts';

export interface Forged {
  readonly header?: object;
  readonly payload: JWTPayload;
  /** signed with what is not ours */
  readonly isForeign?: boolean;
}

/** A token like ours, but for what a test says. */
export function signLikeUs(
  { JWT_SECRET }: Pick<Env, 'JWT_SECRET'>,
  { header = {}, payload, isForeign = false }: Forged,
): Promise<string> {
  const secret = isForeign ? 'x'.repeat(48) : JWT_SECRET;
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', ...header })
    .sign(createSecretKey(secret, 'utf8'));
}
