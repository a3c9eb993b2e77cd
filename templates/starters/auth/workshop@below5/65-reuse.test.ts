import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';
import { createMember, linksTo, refresh, signIn, whoIs, type Tokens } from './people.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const GRACE = 10_000;

async function stolen() {
  const person = await createMember(app);
  const [copied, other] = [await signIn(app, person), await signIn(app, person)];
  const fresh = (await refresh(app, copied)).body as Tokens;
  app.later(GRACE + 1_000);
  return { person, copied, fresh, other };
}

test('a refresh token that comes a second time ends its session, and all that came of it', async () => {
  const { copied, fresh } = await stolen();
  expect(await whoIs(app, fresh)).toMatchObject({ status: 200 });
  expect(await refresh(app, copied)).toMatchObject({ status: 401 });
  expect(await refresh(app, fresh)).toMatchObject({ status: 401 });
  expect(await whoIs(app, fresh)).toMatchObject({ status: 401 });
});

test('no other session of the account ends', async () => {
  const { copied, other } = await stolen();
  expect(await refresh(app, copied)).toMatchObject({ status: 401 });
  expect(await refresh(app, other)).toMatchObject({ status: 200 });
});

test('the owner of the account is told by mail', async () => {
  const { person, copied } = await stolen();
  await refresh(app, copied);
  await linksTo(app, person, 2);
  expect(app.mails(person.email).at(-1)).toMatch(/used a second time/);
});
