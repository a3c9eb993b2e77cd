import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';
import { createMember, linksTo, login, register, somebody } from './people.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const other = 'another horse battery';

test('an address that has an account is answered like one that has none', async () => {
  const known = await createMember(app);
  const answers = [await register(app, known), await register(app, somebody())];
  expect(answers.map(({ status, body }) => [status, body])).toEqual([
    [202, ''],
    [202, ''],
  ]);
});

test('its owner learns it by mail, and there is no link in it', async () => {
  const known = await createMember(app);
  await register(app, { ...known, password: other });
  expect(await linksTo(app, known, 2)).toEqual([expect.stringMatching(/./), '']);
});

test('the password stays what it was', async () => {
  const known = await createMember(app);
  expect(await register(app, { ...known, password: other })).toMatchObject({ status: 202 });
  expect(await login(app, { ...known, password: other })).toMatchObject({ status: 401 });
  expect(await login(app, known)).toMatchObject({ status: 200 });
});
