import { randomBytes } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { expect, test } from 'vitest';
import { signingKeys } from '../../src/utils/signing-keys.ts';

test('a key has one name, however it is written, and it is that of RFC 7638', async () => {
  const bytes = randomBytes(32);
  const JWT_KEYS = `${bytes.toString('hex')},${bytes.toString('base64url')}`;
  const [one, other] = signingKeys({ JWT_KEYS });
  expect(one?.kid).toBe(other?.kid);
  expect(one?.kid).toBe(await calculateJwkThumbprint(one?.told ?? {}));
});

test('the public key is that of the private one', () => {
  // RFC 6979, A.2.5
  const JWT_KEYS = 'c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721';
  const [key] = signingKeys({ JWT_KEYS });
  const hex = (text = '') => Buffer.from(text, 'base64url').toString('hex');
  expect([hex(key?.told.x), hex(key?.told.y)]).toEqual([
    '60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6',
    '7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299',
  ]);
});

test('keys are worked out once', () => {
  const env = { JWT_KEYS: randomBytes(32).toString('hex') };
  expect(signingKeys(env)).toBe(signingKeys(env));
});
