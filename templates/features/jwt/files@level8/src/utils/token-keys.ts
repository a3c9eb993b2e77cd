import type { KeyObject } from 'node:crypto';
import { errors, type JWTHeaderParameters } from 'jose';
import type { Env } from '../config/env.ts';
import { signingKeys } from './signing-keys.ts';

export type KeyEnv = Pick<Env, 'JWT_KEYS'>;

export const ALGORITHM = 'ES256';

/** The first key signs; the token says which it was. */
export function signingKey(env: KeyEnv) {
  const [key] = signingKeys(env);
  if (!key) throw new Error('there is no key to sign with');
  return { key: key.privateKey, header: { kid: key.kid } };
}

/** One of ours, or none: a key that a token brings along is its own word for itself. */
export function readingKey(env: KeyEnv, { kid }: Pick<JWTHeaderParameters, 'kid'>): KeyObject {
  const key = signingKeys(env).find((one) => one.kid === kid);
  if (!key) throw new errors.JWKSNoMatchingKey();
  return key.publicKey;
}
