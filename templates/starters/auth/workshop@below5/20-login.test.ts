import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';
import { createMember, login, register, somebody, someAddress } from './people.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

test('who has a confirmed account and its password is given two tokens', async () => {
  const { status, body } = await login(app, await createMember(app));
  expect(status).toBe(200);
  expect(body).toEqual({
    expiresIn: 600,
    accessToken: expect.any(String),
    refreshToken: expect.stringMatching(/^[0-9a-f-]{36}\.[\w-]{43}$/),
  });
});

test('each time that somebody signs in is a session of its own', async () => {
  const person = await createMember(app);
  const both = [await login(app, person), await login(app, person)];
  const sessions = both.map(({ body }) => String(body.refreshToken).split('.')[0]);
  expect(new Set(sessions).size).toBe(2);
});

test('the database has nothing of a refresh token that signs anybody in', async () => {
  const { body } = await login(app, await createMember(app));
  const [session = 'none', secret = 'none'] = String(body.refreshToken).split('.');
  const everything = JSON.stringify(await app.everything());
  expect(everything).toContain(session);
  expect(everything).not.toContain(secret);
});

test('all that can be wrong is answered in the same words', async () => {
  const [known, unconfirmed, unknown] = [await createMember(app), somebody(), somebody()];
  await register(app, unconfirmed);
  const guess = { ...known, password: 'a wrong password', address: someAddress() };
  const answers = [
    await login(app, guess),
    await login(app, unconfirmed),
    await login(app, unknown),
  ];
  const told = answers.map(({ status, body: { requestId: _, ...body } }) => ({ status, ...body }));
  expect(told[0]).toMatchObject({ status: 401, code: 'unauthenticated' });
  expect(told).toEqual([told[0], told[0], told[0]]);
  expect(await login(app, known)).toMatchObject({ status: 200 });
});
