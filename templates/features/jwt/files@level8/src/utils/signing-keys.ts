import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
} from 'node:crypto';
import type { Env } from '../config/env.ts';

type Keys = Pick<Env, 'JWT_KEYS'>;

/** What everybody may know of a key: who has it can check a signature, and make none. */
export interface PublicKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'ES256';
}

export interface SigningKey {
  /** named after what it is, so that every instance calls it the same */
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly told: PublicKey;
}

const known = new WeakMap<Keys, readonly SigningKey[]>();

/** The first one signs. What another has signed is good until its time is over. */
export function signingKeys(env: Keys): readonly SigningKey[] {
  const keys = known.get(env) ?? env.JWT_KEYS.split(',').map(readKey);
  known.set(env, keys);
  return keys;
}

const HEX = 64;

/** A private key of P-256 is a number of 32 bytes, and nothing more; the public one is worked out from it. */
function readKey(text: string): SigningKey {
  const bytes = Buffer.from(text, text.length === HEX ? 'hex' : 'base64url');
  const point = pointOf(bytes);
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) =>
    half.toString('base64url'),
  ) as [string, string];
  const place = { kty: 'EC', crv: 'P-256', x, y } as const;
  const privateKey = createPrivateKey({
    format: 'jwk',
    key: { ...place, d: bytes.toString('base64url') },
  });
  const kid = thumbprintOf(place);
  const publicKey = createPublicKey({ format: 'jwk', key: place });
  return { kid, privateKey, publicKey, told: { ...place, kid, use: 'sig', alg: 'ES256' } };
}

function pointOf(bytes: Buffer): Buffer {
  try {
    const key = createECDH('prime256v1');
    key.setPrivateKey(bytes);
    return key.getPublicKey();
  } catch {
    // Not the cause: nobody has looked whether it holds the key. Of what is drawn, one in 2^32 is too large.
    throw new Error(
      'JWT_KEYS holds what is no private key. Draw another one: openssl rand -hex 32',
    );
  }
}

/** RFC 7638 */
const thumbprintOf = ({ crv, kty, x, y }: Pick<PublicKey, 'crv' | 'kty' | 'x' | 'y'>): string =>
  createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
