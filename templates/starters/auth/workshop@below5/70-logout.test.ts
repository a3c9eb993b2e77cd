import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';
import { bearer, createMember, refresh, signIn, whoIs, type Tokens } from './people.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const logout = (tokens: Tokens) => app.post('/auth/logout', {}, bearer(tokens));

const sessionsOf = async (tokens: Tokens): Promise<readonly Session[]> =>
  (await app.get('/auth/sessions', bearer(tokens))).body;

interface Session {
  readonly id: string;
  readonly isCurrent: boolean;
}

test('who signs out is out, at once and with both tokens', async () => {
  const tokens = await signIn(app, await createMember(app));
  expect(await whoIs(app, tokens)).toMatchObject({ status: 200 });
  expect(await logout(tokens)).toMatchObject({ status: 204 });
  expect(await whoIs(app, tokens)).toMatchObject({ status: 401 });
  expect(await refresh(app, tokens)).toMatchObject({ status: 401 });
});

test('other devices stay signed in', async () => {
  const person = await createMember(app);
  const [one, other] = [await signIn(app, person), await signIn(app, person)];
  expect(await logout(one)).toMatchObject({ status: 204 });
  expect(await whoIs(app, other)).toMatchObject({ status: 200 });
  expect(await sessionsOf(other)).toMatchObject([{ isCurrent: true }]);
});

test('a device that was lost is signed out from another one', async () => {
  const person = await createMember(app);
  const [lost, own] = [await signIn(app, person), await signIn(app, person)];
  const { id = '' } = (await sessionsOf(own)).find(({ isCurrent }) => !isCurrent) ?? {};
  const path = `/auth/sessions/${id}`;
  expect(await app.delete(path, bearer(own))).toMatchObject({ status: 204 });
  expect(await app.delete(path, bearer(own))).toMatchObject({ status: 404 });
  expect(await whoIs(app, lost)).toMatchObject({ status: 401 });
});

test('nobody ends a session of somebody else, nor learns that there is one', async () => {
  const [owner, thief] = [await createMember(app), await createMember(app)];
  const [own, others] = [await signIn(app, owner), await signIn(app, thief)];
  const [session = ''] = own.refreshToken.split('.');
  const answer = await app.delete(`/auth/sessions/${session}`, bearer(others));
  expect(answer).toMatchObject({ status: 404 });
  expect(await whoIs(app, own)).toMatchObject({ status: 200 });
});
