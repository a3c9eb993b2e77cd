import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';
import { createMember, signIn, whoIs } from './people.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

test('who sends their access token is known', async () => {
  const person = await createMember(app);
  const { status, body } = await whoIs(app, await signIn(app, person));
  expect(status).toBe(200);
  expect(body).toMatchObject({ email: person.email, role: 'viewer' });
});

test('a role is what the database says at the moment', async () => {
  const editor = await createMember(app, 'editor');
  expect(await whoIs(app, await signIn(app, editor))).toMatchObject({ body: { role: 'editor' } });
});

test('what is no token, or of no session, is nobody', async () => {
  const tokens = await signIn(app, await createMember(app));
  const wrong = ['x', tokens.refreshToken, tokens.accessToken.replace('.', '')];
  const answers = await Promise.all(wrong.map((accessToken) => whoIs(app, { accessToken })));
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  expect(await whoIs(app, tokens)).toMatchObject({ status: 200 });
});

test('many who ask at once are not mixed up', async () => {
  const people = await Promise.all([1, 2, 3].map(() => createMember(app)));
  const tokens = await Promise.all(people.map((person) => signIn(app, person)));
  const answers = await Promise.all([...tokens, ...tokens].map((own) => whoIs(app, own)));
  const emails = people.map(({ email }) => email);
  expect(answers.map(({ body }) => body.email)).toEqual([...emails, ...emails]);
});
