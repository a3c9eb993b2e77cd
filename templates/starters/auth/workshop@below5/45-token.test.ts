import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';
import { createMember, signIn, whoIs, type Tokens } from './people.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const partsOf = ({ accessToken }: Tokens) => accessToken.split('.') as [string, string, string];
const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
const write = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signed as ours would be, with another secret. */
function forge(header: object, payload: object): string {
  const text = `${write(header)}.${write(payload)}`;
  return `${text}.${createHmac('sha256', 'x'.repeat(48)).update(text).digest('base64url')}`;
}

test('a token says whose it is, from whom, for whom, for how long, and nothing of roles', async () => {
  const [header, payload] = partsOf(await signIn(app, await createMember(app)));
  expect(read(header)).toEqual({ alg: 'HS256', typ: 'at+jwt' });
  const claims = read(payload);
  expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'sid', 'sub']);
  expect(claims.exp - claims.iat).toBe(600);
});

test('a token that nobody signed is nobody', async () => {
  const tokens = await signIn(app, await createMember(app));
  const [, payload] = partsOf(tokens);
  const accessToken = `${write({ alg: 'none', typ: 'at+jwt' })}.${payload}.`;
  expect(await whoIs(app, { accessToken })).toMatchObject({ status: 401 });
  expect(await whoIs(app, tokens)).toMatchObject({ status: 200 });
});

test('a token that somebody else signed is nobody', async () => {
  const [, payload] = partsOf(await signIn(app, await createMember(app)));
  const accessToken = forge({ alg: 'HS256', typ: 'at+jwt' }, read(payload));
  expect(await whoIs(app, { accessToken })).toMatchObject({ status: 401 });
});

test('a token is over after ten minutes, and cannot be made to live longer', async () => {
  const tokens = await signIn(app, await createMember(app));
  const [header, payload, signature] = partsOf(tokens);
  app.later(11 * 60_000);
  const claims = read(payload);
  const longer = write({ ...claims, exp: claims.exp + 3_600 });
  const answers = [
    await whoIs(app, tokens),
    await whoIs(app, { accessToken: `${header}.${longer}.${signature}` }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([401, 401]);
});
