import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';
import { confirm, createStranger } from './people.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

/** What the database knows of an account under a name that has `verified` in it. */
async function verifiedAt(address: string): Promise<unknown> {
  const account = (await app.everything()).find(({ email }) => email === address);
  return Object.entries(account ?? {}).find(([name]) => /verified/i.test(name))?.[1];
}

test('the link of the mail confirms the address', async () => {
  const { email, token } = await createStranger(app);
  expect(await verifiedAt(email)).toBeNull();
  expect(await confirm(app, token)).toMatchObject({ status: 204, body: '' });
  expect(await verifiedAt(email)).not.toBeNull();
});

test('a link that was made up confirms nothing', async () => {
  const { email, token } = await createStranger(app);
  const madeUp = token.split('').reverse().join('');
  expect(await confirm(app, madeUp)).toMatchObject({ status: 403 });
  expect(await verifiedAt(email)).toBeNull();
});

test('a link confirms one address, and no other', async () => {
  const [one, other] = [await createStranger(app), await createStranger(app)];
  expect(await confirm(app, one.token)).toMatchObject({ status: 204 });
  expect(await verifiedAt(other.email)).toBeNull();
});
