/** What an account goes through, from the first request to the last. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Api } from '../support/api.ts';
import {
  bearer,
  createPerson,
  login,
  refresh,
  someAddress,
  someEmail,
  startBehindProxy,
  tokenIn,
  tokensOf,
  type Tokens,
} from '../support/people.ts';

let api: Api;
beforeAll(async () => {
  api = await startBehindProxy();
});
afterAll(() => api.close());

const ask = (path: string, body: object): Promise<Answer> => api.anonymous.post(path, body);
const whoIs = (tokens: Tokens): Promise<Answer> => api.anonymous.get('/users/me', bearer(tokens));

/** Of the mail that leads to this page: there are others. */
async function tokenFor(page: string, email: string): Promise<string> {
  const sent = () => api.mails.filter(({ to, text }) => to === email && text.includes(page));
  await expect.poll(() => sent().length, { timeout: 5_000 }).toBe(1);
  return sent().map(tokenIn).join();
}

test('an account is made, confirmed, used, renewed, lost, found again and left', async () => {
  const somebody = {
    email: someEmail(),
    password: 'correct horse battery',
    address: someAddress(),
  };
  const { email, password } = somebody;
  expect((await ask('/auth/register', { email, password })).status).toBe(202);
  expect((await login(api, somebody)).status).not.toBe(200);
  const confirm = { token: await tokenFor('/verify-email', email) };
  expect((await ask('/auth/verify-email', confirm)).status).toBe(204);

  const first = await tokensOf(api, somebody);
  expect(await whoIs(first)).toMatchObject({ status: 200, body: { email, role: 'viewer' } });
  const renewed = await refresh(api, first);
  expect(renewed.status).toBe(200);
  const second = renewed.body as Tokens;
  expect(second.refreshToken).not.toBe(first.refreshToken);

  expect((await ask('/auth/password/forgot', { email })).status).toBe(202);
  const token = await tokenFor('/reset-password', email);
  const reset = { token, password: 'another horse battery' };
  expect((await ask('/auth/password/reset', reset)).status).toBe(204);
  expect((await ask('/auth/password/reset', reset)).status).toBe(403);
  expect((await whoIs(second)).status).toBe(401);
  expect((await login(api, somebody)).status).toBe(401);

  const last = await tokensOf(api, { ...somebody, password: reset.password });
  expect((await api.anonymous.post('/auth/logout', {}, bearer(last))).status).toBe(204);
  expect((await whoIs(last)).status).toBe(401);
  expect((await refresh(api, last)).status).toBe(401);
});

test('two who chose the same password share nothing that is kept of it', async () => {
  const [one, other] = await Promise.all([1, 2].map(() => api.deps.passwords.hash('the same one')));
  expect(one).not.toBe(other);
});

test('a change of the account leaves its password what it was', async () => {
  const person = await createPerson(api);
  for (const role of ['editor', 'viewer', 'editor']) {
    expect((await api.patch(`/users/${person.id}`, { role })).status).toBe(200);
  }
  expect((await login(api, person)).status).toBe(200);
});

describe('who somebody is', () => {
  test('is said by their token alone, whatever else they send', async () => {
    const admin = await api.as('admin');
    const claims = { userId: admin.userId, id: admin.userId, role: 'admin' };
    const query = new URLSearchParams(claims).toString();
    const named = { 'x-user-id': admin.userId, 'x-role': 'admin', cookie: `role=admin` };
    const { anonymous } = api;
    expect((await anonymous.get(`/users?${query}`, named)).status).toBe(401);
    expect((await anonymous.get(`/users/me?${query}`, named)).status).toBe(401);
    expect((await anonymous.delete(`/announcements/${admin.userId}`, named)).status).toBe(401);
    const viewer = await api.as('viewer');
    expect((await viewer.get(`/users?${query}`, named)).status).toBe(403);
    expect(await viewer.get('/users/me', named)).toMatchObject({ body: { id: viewer.userId } });
  });

  test('is not mixed up among many who ask at once', async () => {
    const visitors = await Promise.all(
      ['viewer', 'editor', 'admin', 'viewer', 'editor'].map((role) => api.as(role)),
    );
    const asked = [...visitors, ...visitors, ...visitors];
    const answers = await Promise.all(asked.map((visitor) => visitor.get('/users/me')));
    expect(answers.map(({ body }) => body.id)).toEqual(asked.map(({ userId }) => userId));
  });
});

test('each of many refusals is about its own request', async () => {
  const ids = Array.from({ length: 12 }, (_, index) => `request-${index}-of-twelve`);
  const answers = await Promise.all(
    ids.map((id, index) =>
      index % 2 === 0
        ? api.anonymous.get('/users/me', { 'x-request-id': id })
        : api.anonymous.post('/auth/login', {}, { 'x-request-id': id }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(ids.map((_, i) => (i % 2 ? 400 : 401)));
  const told = answers.map(({ body }) => body.requestId);
  expect(told).toEqual(answers.map(({ headers }) => headers.get('x-request-id')));
  expect(new Set(told).size).toBe(ids.length);
});

describe('an answer', () => {
  const keeping = ({ headers }: Answer) => headers.get('cache-control');

  test('about an account is kept by nobody on its way: tokens, refusals, who somebody is', async () => {
    const person = await createPerson(api);
    const signedIn = await login(api, person);
    const refused = await login(api, { ...person, password: 'wrong' });
    const own = await whoIs(signedIn.body as Tokens);
    const shouted = await api.anonymous.get('/USERS/me', bearer(signedIn.body as Tokens));
    const answers = [signedIn, refused, own, shouted];
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 200, 200]);
    expect(answers.map(keeping)).toEqual(Array(4).fill('no-store'));
  });

  test('about anything else is not forbidden to be kept', async () => {
    const viewer = await api.as('viewer');
    expect(keeping(await viewer.get('/announcements'))).not.toBe('no-store');
  });
});
