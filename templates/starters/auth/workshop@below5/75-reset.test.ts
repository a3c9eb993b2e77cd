import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';
import {
  createMember,
  createStranger,
  login,
  reset,
  resetLinkFor,
  signIn,
  whoIs,
} from './people.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const NEW = 'a password of today';

test('who forgot their password chooses a new one, and the old one is over', async () => {
  const person = await createMember(app);
  expect(await reset(app, await resetLinkFor(app, person), NEW)).toMatchObject({ status: 204 });
  expect(await login(app, person)).toMatchObject({ status: 401 });
  expect(await login(app, { ...person, password: NEW })).toMatchObject({ status: 200 });
});

test('whoever was signed in with the old password is out', async () => {
  const person = await createMember(app);
  const tokens = await signIn(app, person);
  expect(await whoIs(app, tokens)).toMatchObject({ status: 200 });
  expect(await reset(app, await resetLinkFor(app, person), NEW)).toMatchObject({ status: 204 });
  expect(await whoIs(app, tokens)).toMatchObject({ status: 401 });
});

test('it took the mailbox to follow the link, so the address is confirmed, too', async () => {
  const person = await createStranger(app);
  expect(await reset(app, await resetLinkFor(app, person), NEW)).toMatchObject({ status: 204 });
  expect(await login(app, { ...person, password: NEW })).toMatchObject({ status: 200 });
});

test('the password of nobody else changes, and a link that was made up changes none', async () => {
  const [person, other] = [await createMember(app), await createMember(app)];
  const token = await resetLinkFor(app, person);
  const madeUp = token.split('').reverse().join('');
  expect(await reset(app, madeUp, NEW)).toMatchObject({ status: 403 });
  expect(await reset(app, token, NEW)).toMatchObject({ status: 204 });
  expect(await login(app, other)).toMatchObject({ status: 200 });
});
