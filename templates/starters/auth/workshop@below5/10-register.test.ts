import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';
import { createStranger, linksTo, register, somebody } from './people.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

test('who registers is told 202 and nothing else; the rest comes by mail', async () => {
  const person = somebody();
  expect(await register(app, person)).toMatchObject({ status: 202, body: '' });
  const [token] = await linksTo(app, person);
  expect(token).toMatch(/^[\w-]{43}$/);
});

test('who registers again before the address is confirmed hears the same, and gets another mail', async () => {
  const person = await createStranger(app);
  expect(await register(app, person)).toMatchObject({ status: 202, body: '' });
  const [first, second] = await linksTo(app, person, 2);
  expect(second).not.toBe(first);
});

test('of ten who register with one address at once, all hear the same, and there is one account', async () => {
  const person = somebody();
  const answers = await Promise.all(Array.from({ length: 10 }, () => register(app, person)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  const accounts = (await app.everything()).filter(({ email }) => email === person.email);
  expect(accounts).toHaveLength(1);
});
