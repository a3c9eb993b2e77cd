import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App, type Row } from './app.ts';
import { confirm, createStranger, register } from './people.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

/** What the database knows of an account. */
async function accountOf(address: string): Promise<Row> {
  return (await app.everything()).find(({ email }) => email === address) ?? {};
}

async function verifiedAt(address: string): Promise<unknown> {
  const account = await accountOf(address);
  return Object.entries(account).find(([name]) => /verified/i.test(name))?.[1];
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

test('nobody changes a confirmed account by registering with its address', async () => {
  const person = await createStranger(app);
  expect(await confirm(app, person.token)).toMatchObject({ status: 204 });
  const before = await accountOf(person.email);
  await register(app, { ...person, password: 'another horse battery' });
  expect(await accountOf(person.email)).toEqual(before);
});
