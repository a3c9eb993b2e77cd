import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';
import { bearer, createMember, signIn } from './people.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const NOBODY = '00000000-0000-4000-8000-000000000000';

test('who is not known is asked to sign in', async () => {
  const { status, headers, body } = await app.get('/users');
  expect([status, body.code]).toEqual([401, 'unauthenticated']);
  expect(headers.get('www-authenticate')).toBe('Bearer');
});

test('who is known and may not is told so', async () => {
  const viewer = bearer(await signIn(app, await createMember(app)));
  const { status, body } = await app.get('/users', viewer);
  expect([status, body.code]).toEqual([403, 'forbidden']);
});

test('it is asked who somebody is before anybody looks at what they sent', async () => {
  const nonsense = { role: 'emperor' };
  expect(await app.patch(`/users/${NOBODY}`, nonsense)).toMatchObject({ status: 401 });
  const viewer = bearer(await signIn(app, await createMember(app)));
  expect(await app.patch(`/users/${NOBODY}`, nonsense, viewer)).toMatchObject({ status: 403 });
});

test('who may gets in', async () => {
  const admin = bearer(await signIn(app, await createMember(app, 'admin')));
  expect(await app.get('/users', admin)).toMatchObject({ status: 200 });
  expect(await app.get('/users')).toMatchObject({ status: 401 });
});
