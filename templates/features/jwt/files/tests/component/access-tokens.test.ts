import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { signLikeUs } from '../support/forging.ts';
import { createPerson, startBehindProxy, tokensOf } from '../support/people.ts';
import type { Visitor } from '../support/visitors.ts';

let api: Api;
let visitor: Visitor;
beforeAll(async () => {
  api = await startApi();
  visitor = await api.as('viewer');
});
afterAll(() => api.close());

const ask = async (token: string, target = api) =>
  (await target.anonymous.get('/users/me', { authorization: `Bearer ${token}` })).status;

interface Forgery {
  readonly header?: object;
  readonly claims?: object;
  readonly isForeign?: boolean;
}

/** As good as ours, except for what a test says. */
function forge({ claims = {}, ...forgery }: Forgery) {
  const now = Math.floor(Date.now() / 1_000);
  const good = {
    iss: api.deps.env.JWT_ISSUER,
    aud: api.deps.env.JWT_AUDIENCE,
    sub: visitor.userId,
    sid: visitor.sessionId,
    jti: randomUUID(),
    iat: now,
    exp: now + 600,
  };
  const payload = Object.fromEntries(
    Object.entries({ ...good, ...claims }).filter(([, value]) => value !== undefined),
  );
  return signLikeUs(api.deps.env, { ...forgery, payload });
}

describe('an access token', () => {
  test('of ours is good', async () => {
    expect(await ask(await forge({}))).toBe(200);
  });

  test.each<[string, Forgery]>([
    ['signed with what is not ours', { isForeign: true }],
    ['of another issuer', { claims: { iss: 'evil' } }],
    ['for another audience', { claims: { aud: 'other-api' } }],
    ['whose time is over', { claims: { exp: Math.floor(Date.now() / 1_000) - 1 } }],
    ['whose time has not come', { claims: { nbf: Math.floor(Date.now() / 1_000) + 60 } }],
    ['that never ends', { claims: { exp: undefined } }],
    ['of no session', { claims: { sid: undefined } }],
    ['of a session that is not there', { claims: { sid: randomUUID() } }],
    ['of a session that is no UUID', { claims: { sid: "' or 1=1" } }],
    ['of a session that is no text', { claims: { sid: { $ne: '' } } }],
    ['of somebody else', { claims: { sub: randomUUID() } }],
    ['of another kind', { header: { typ: 'JWT' } }],
    ['of another algorithm', { header: { alg: 'HS512' } }],
    ['of 10 kB', { claims: { more: 'x'.repeat(10_000) } }],
  ])('%s is refused', async (_what, forgery) => {
    expect(await ask(await forge(forgery))).toBe(401);
  });

  test('without a signature is refused', async () => {
    const [, payload = ''] = (await forge({})).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as JWTPayload;
    expect(await ask(new UnsecuredJWT(claims).encode())).toBe(401);
  });

  test('signed with a key that the caller chose is refused', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const [, payload = ''] = (await forge({})).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as JWTPayload;
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt' })
      .sign(privateKey);
    expect(await ask(token)).toBe(401);
  });

  test('whose content was edited is refused', async () => {
    const [header, payload = '', signature] = (await forge({})).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as JWTPayload;
    const edited = Buffer.from(JSON.stringify({ ...claims, role: 'admin' })).toString('base64url');
    expect(await ask([header, edited, signature].join('.'))).toBe(401);
  });

  test.each(['', 'x', 'a.b.c', '..', 'Bearer'])(
    'that is none, but "%s", is refused',
    async (text) => {
      expect(await ask(text)).toBe(401);
    },
  );

  test('does not say what its owner may do', () => {
    const token = visitor.headers.authorization.split('.')[1] ?? '';
    expect(Object.keys(JSON.parse(Buffer.from(token, 'base64url').toString())).sort()).toEqual([
      'aud',
      'exp',
      'iat',
      'iss',
      'jti',
      'sid',
      'sub',
    ]);
  });
});

test('a refresh token is no access token, and the other way round', async () => {
  const behind = await startBehindProxy();
  const { accessToken, refreshToken } = await tokensOf(behind, await createPerson(behind));
  expect(await ask(refreshToken, behind)).toBe(401);
  const swapped = await behind.anonymous.post('/auth/refresh', {
    refreshToken: accessToken.slice(0, 200),
  });
  expect(swapped.status).toBe(401);
  await behind.close();
});

test('the clock decides: ten minutes are too late, an hour ago is too early to have expired', async () => {
  const timed = await startApi();
  const token = (await timed.as('viewer')).headers.authorization.replace('Bearer ', '');
  expect(await ask(token, timed)).toBe(200);
  timed.clock.advance(-3_600_000);
  expect(await ask(token, timed)).toBe(200);
  timed.clock.advance(3_600_000 + 9 * 60_000);
  expect(await ask(token, timed)).toBe(200);
  timed.clock.advance(2 * 60_000);
  expect(await ask(token, timed)).toBe(401);
  await timed.close();
});

test('whoever is not signed in is told how to be', async () => {
  const { status, headers, body } = await api.anonymous.get('/users/me');
  expect([status, headers.get('www-authenticate'), body.code]).toEqual([
    401,
    'Bearer',
    'unauthenticated',
  ]);
});
