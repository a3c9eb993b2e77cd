import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createRemoteJWKSet, decodeProtectedHeader, exportJWK, jwtVerify, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loadEnv } from '../../src/config/env.ts';
import { startApi, type Api } from '../support/api.ts';
import { keyOf, newKey, signLikeUs } from '../support/forging.ts';
import {
  bearer,
  createPerson,
  startBehindProxy,
  tokensOf,
  type Tokens,
} from '../support/people.ts';
import type { Visitor } from '../support/visitors.ts';

const KEYS = '/.well-known/jwks.json';

let api: Api;
let visitor: Visitor;
beforeAll(async () => {
  api = await startApi();
  visitor = await api.as('viewer');
});
afterAll(() => api.close());

const tokenOf = ({ headers }: Visitor): string => headers.authorization.replace('Bearer ', '');

const statusOf = async (token: string, target = api): Promise<number> =>
  (await target.anonymous.get('/users/me', { authorization: `Bearer ${token}` })).status;

function payloadOf({ userId: sub, sessionId: sid }: Visitor) {
  const { JWT_ISSUER: iss, JWT_AUDIENCE: aud } = api.deps.env;
  const iat = Math.floor(Date.now() / 1_000);
  return { iss, aud, sub, sid, jti: randomUUID(), iat, exp: iat + 600 };
}

/** An app with these keys, on the same database. */
async function startWith(...keys: readonly string[]): Promise<Api> {
  const started = await startApi({ env: { JWT_KEYS: keys.join(',') } });
  onTestFinished(started.close);
  return started;
}

describe('the public keys', () => {
  test('are for everybody, may be kept for a while, and have no private part', async () => {
    const { status, headers, body } = await api.anonymous.get(KEYS);
    expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=300']);
    const [key] = body.keys;
    expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    expect(key).toMatchObject({ alg: 'ES256', crv: 'P-256', kty: 'EC', use: 'sig' });
    expect(JSON.stringify(body)).not.toContain(api.deps.env.JWT_KEYS);
  });

  test('are all that another service needs to check a token', async () => {
    const keys = createRemoteJWKSet(new URL(KEYS, api.url));
    const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience } = api.deps.env;
    const expected = { issuer, audience, typ: 'at+jwt', algorithms: ['ES256'] };
    const { payload } = await jwtVerify(tokenOf(visitor), keys, expected);
    expect(payload).toMatchObject({ sub: visitor.userId, sid: visitor.sessionId });
  });
});

describe('a key that takes over', () => {
  test('is shown first, then signs, and what the old one signed is good to its end', async () => {
    const [old, next] = [newKey(), newKey()];
    const kidOf = (key: string) => keyOf({ JWT_KEYS: key }).kid;
    const before = await startWith(old);
    const person = await before.as('viewer');
    const shown = await startWith(old, next);
    const { keys } = (await shown.get(KEYS)).body;
    expect(keys.map(({ kid }: { kid: string }) => kid)).toEqual([kidOf(old), kidOf(next)]);
    const signing = await startWith(next, old);
    const fresh = tokenOf(await signing.as(person.userId));
    expect(decodeProtectedHeader(fresh).kid).toBe(kidOf(next));
    expect(decodeProtectedHeader(tokenOf(person)).kid).toBe(kidOf(old));
    // Instances are restarted one after the other: each takes what another one signs.
    for (const app of [shown, signing]) {
      expect([await statusOf(fresh, app), await statusOf(tokenOf(person), app)]).toEqual([
        200, 200,
      ]);
    }
    const after = await startWith(next);
    expect([await statusOf(fresh, after), await statusOf(tokenOf(person), after)]).toEqual([
      200, 401,
    ]);
  });

  test('at once ends no session: a refresh brings a token of the new one', async () => {
    const before = await startBehindProxy();
    const { accessToken, refreshToken } = await tokensOf(before, await createPerson(before));
    await before.close();
    const after = await startWith(newKey());
    expect(await statusOf(accessToken, after)).toBe(401);
    const { status, body } = await after.anonymous.post('/auth/refresh', { refreshToken });
    expect(status).toBe(200);
    expect((await after.anonymous.get('/users/me', bearer(body as Tokens))).status).toBe(200);
  });
});

describe('a token is refused', () => {
  test.each([undefined, '', 'unknown', '__proto__', '../../../dev/null', 7, null])(
    'when the name of its key is %j',
    async (kid) => {
      const header = { kid };
      const token = await signLikeUs(api.deps.env, { header, payload: payloadOf(visitor) }).catch(
        () => raw({ alg: 'ES256', typ: 'at+jwt', kid }),
      );
      expect(await statusOf(token)).toBe(401);
    },
  );

  /** Signed by nobody: what is refused is its head. */
  const raw = (header: object): string =>
    [header, payloadOf(visitor)]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .concat(Buffer.alloc(64, 1).toString('base64url'))
      .join('.');

  test('when it brings its own key along', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = await exportJWK(publicKey);
    for (const kid of [keyOf(api.deps.env).kid, 'mine', undefined]) {
      const token = await new SignJWT(payloadOf(visitor))
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', jwk, ...(kid && { kid }) })
        .sign(privateKey);
      expect(await statusOf(token)).toBe(401);
    }
  });

  test('when it takes a public key for a secret, in whatever form that is written', async () => {
    const { kid, publicKey, told } = keyOf(api.deps.env);
    const forms = [
      publicKey.export({ type: 'spki', format: 'pem' }),
      publicKey.export({ type: 'spki', format: 'der' }),
      JSON.stringify(told),
      Buffer.from(told.x, 'base64url'),
    ];
    const parts = [{ alg: 'HS256', typ: 'at+jwt', kid }, payloadOf(visitor)];
    const text = parts
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    for (const form of forms) {
      const signature = createHmac('sha256', form).update(text).digest('base64url');
      expect(await statusOf(`${text}.${signature}`)).toBe(401);
    }
  });

  test('when it was signed as tokens were before there were keys', async () => {
    const secret = new TextEncoder().encode(api.deps.env.JWT_SECRET);
    const { kid } = keyOf(api.deps.env);
    for (const header of [{}, { kid }]) {
      const token = await new SignJWT(payloadOf(visitor))
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', ...header })
        .sign(secret);
      expect(await statusOf(token)).toBe(401);
    }
  });

  test('when another curve signed it', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const { kid } = keyOf(api.deps.env);
    const token = await new SignJWT(payloadOf(visitor))
      .setProtectedHeader({ alg: 'ES384', typ: 'at+jwt', kid })
      .sign(privateKey);
    expect(await statusOf(token)).toBe(401);
  });
});

describe('the app does not start', () => {
  const load = (keys: string) =>
    loadEnv({ ...(api.deps.env as object as NodeJS.ProcessEnv), JWT_KEYS: keys });

  test.each(['', 'hunter2-hunter2', 'change-me', `${newKey()},`, `${newKey()} ${newKey()}`])(
    'with "%s" for its keys, and does not say what it was given',
    (keys) => {
      expect(() => load(keys)).toThrow(/JWT_KEYS/);
      expect(() => load(keys)).not.toThrow(/hunter2/);
    },
  );

  test('with a number that is no key of the curve', async () => {
    for (const text of ['0'.repeat(64), 'f'.repeat(64)]) {
      await expect(startApi({ env: { JWT_KEYS: text } })).rejects.toThrow('JWT_KEYS holds');
    }
  });
});
