import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';
import { createMember, refresh, signIn, whoIs, type Tokens } from './people.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const start = async () => signIn(app, await createMember(app));

async function renew(tokens: Tokens): Promise<Tokens> {
  const answer = await refresh(app, tokens);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body as Tokens;
}

test('a refresh token gives new tokens, and another of its kind', async () => {
  const first = await start();
  const second = await renew(first);
  expect(second.refreshToken).not.toBe(first.refreshToken);
  expect(await whoIs(app, second)).toMatchObject({ status: 200 });
  await renew(second);
});

test('three tabs that bring the same one at once are all served', async () => {
  const first = await start();
  const tabs = await Promise.all([1, 2, 3].map(() => renew(first)));
  expect(new Set(tabs.map(({ refreshToken }) => refreshToken)).size).toBe(3);
  await Promise.all(tabs.map(renew));
});

test('what was made up, or put together from two, is refused and ends nothing', async () => {
  const [one, other] = [await start(), await start()];
  const [session = '', secret = ''] = one.refreshToken.split('.');
  const [, stolen = ''] = other.refreshToken.split('.');
  const wrong = [`${session}.${secret.split('').reverse().join('')}`, `${session}.${stolen}`];
  for (const refreshToken of wrong)
    expect(await refresh(app, { refreshToken })).toMatchObject({ status: 401 });
  await Promise.all([renew(one), renew(other)]);
});

test('who comes back within thirty days stays signed in, and not for ever', async () => {
  let tokens = await start();
  for (const days of [29, 29, 29]) {
    app.later(days * 24 * 60 * 60_000);
    tokens = await renew(tokens);
  }
  app.later(4 * 24 * 60 * 60_000);
  expect(await refresh(app, tokens)).toMatchObject({ status: 401 });
});
