import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';
import { confirm, createMember, createStranger, login, reset, resetLinkFor } from './people.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

test('a link to a new password works once', async () => {
  const person = await createMember(app);
  const token = await resetLinkFor(app, person);
  expect(await reset(app, token, 'a password of today')).toMatchObject({ status: 204 });
  expect(await reset(app, token, 'a password of a thief')).toMatchObject({ status: 403 });
  const password = 'a password of today';
  expect(await login(app, { ...person, password })).toMatchObject({ status: 200 });
});

test('also when three open it at the same time', async () => {
  const token = await resetLinkFor(app, await createMember(app));
  const answers = await Promise.all([1, 2, 3].map(() => reset(app, token, 'a password of today')));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 403, 403]);
});

test('after half an hour it is too old', async () => {
  const { token } = await createStranger(app);
  app.later(31 * 60_000);
  expect(await confirm(app, token)).toMatchObject({ status: 403 });
});

test('a link that confirms an address chooses no password', async () => {
  const { token } = await createStranger(app);
  expect(await reset(app, token, 'a password of today')).toMatchObject({ status: 403 });
  expect(await confirm(app, token)).toMatchObject({ status: 204 });
});
