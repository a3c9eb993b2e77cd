import { randomBytes } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';
import type { Env } from '../../src/config/env.ts';
import { signingKeys, type SigningKey } from '../../src/utils/signing-keys.ts';

export interface Forged {
  readonly header?: object;
  readonly payload: JWTPayload;
  /** signed with what is not ours */
  readonly isForeign?: boolean;
}

export const newKey = (): string => randomBytes(32).toString('base64url');

export function keyOf(env: Pick<Env, 'JWT_KEYS'>): SigningKey {
  const [key] = signingKeys(env);
  if (!key) throw new Error('there is no key');
  return key;
}

/** A token like ours, but for what a test says. */
export function signLikeUs(
  env: Pick<Env, 'JWT_KEYS'>,
  { header = {}, payload, isForeign = false }: Forged,
): Promise<string> {
  const { kid, publicKey, privateKey } = keyOf(env);
  const own = { alg: 'ES256', typ: 'at+jwt', kid, ...header };
  // What everybody can read, taken for a secret: the mistake of whoever lets a token choose its algorithm.
  const asSecret = Buffer.from(publicKey.export({ type: 'spki', format: 'pem' }));
  const secret = isForeign ? keyOf({ JWT_KEYS: newKey() }).privateKey : privateKey;
  return new SignJWT(payload)
    .setProtectedHeader(own)
    .sign(own.alg.startsWith('HS') ? asSecret : secret);
}
