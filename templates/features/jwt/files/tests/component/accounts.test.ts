import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../support/api.ts';
import {
  createPerson,
  login,
  mailsTo,
  someAddress,
  someEmail,
  startBehindProxy,
  tokenIn,
} from '../support/people.ts';

let api: Api;
beforeAll(async () => {
  api = await startBehindProxy();
});
afterAll(() => api.close());

const PASSWORD = 'correct horse battery';
const register = (email: string, more: object = {}) =>
  api.anonymous.post('/auth/register', { email, password: PASSWORD, ...more });
const verify = (token: string) => api.anonymous.post('/auth/verify-email', { token });
const signIn = (email: string, password = PASSWORD) =>
  login(api, { email, password, address: someAddress() });

describe('a new account', () => {
  test('can sign in once its address is confirmed, and not before', async () => {
    const email = someEmail();
    expect(await register(email)).toMatchObject({ status: 202, body: '' });
    expect(await signIn(email)).toMatchObject({ status: 401 });
    const [mail] = await mailsTo(api, email);
    expect(await verify(mail ? tokenIn(mail) : '')).toMatchObject({ status: 204 });
    expect(await signIn(email)).toMatchObject({ status: 200 });
  });

  test.each(['role', 'id', 'emailVerifiedAt', 'isAdmin', 'passwordHash'])(
    'has no say in its %s',
    async (field) => {
      const { status, body } = await register(someEmail(), { [field]: 'admin' });
      expect([status, body.errors[0].field]).toEqual([400, field]);
    },
  );

  test('is a viewer, and shows no hash to anybody', async () => {
    const viewer = await api.as('viewer');
    const { status, body } = await viewer.get('/users/me');
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual([
      'createdAt',
      'email',
      'emailVerifiedAt',
      'id',
      'role',
    ]);
  });

  test('of ten who register with one address at once, all hear the same, and there is one', async () => {
    const email = someEmail();
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(email)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const { body } = await api.get('/users?limit=100&sort=-createdAt');
    expect((body as { email: string }[]).filter((user) => user.email === email)).toHaveLength(1);
  });
});

describe('an address', () => {
  test.each([
    ['capitals', (email: string) => email.toUpperCase()],
    ['spaces around it', (email: string) => `  ${email} `],
    ['a line after it', (email: string) => `${email}\r\n`],
  ])('written with %s is the same address', async (_what, written) => {
    const { email, password } = await createPerson(api);
    expect(await signIn(written(email), password)).toMatchObject({ status: 200 });
  });

  test.each([
    ['letters that only look alike', 'аda@example.com'],
    ['a header of its own', 'ada@example.com\r\nBcc: all@example.com'],
    ['no domain', 'ada@'],
    ['300 characters', `${'a'.repeat(288)}@example.com`],
    ['another address', 'ada@example.com,eve@example.com'],
    ['a name around it', 'Ada <ada@example.com>'],
  ])('with %s is refused', async (_what, email) => {
    const { status, body } = await register(email);
    expect([status, body.errors[0].field]).toEqual([400, 'email']);
  });

  test.each([{ $gt: '' }, { $ne: 1 }, ['ada@example.com'], 5, null])(
    'that is no text, but %j, is refused',
    async (email) => {
      const { status } = await api.anonymous.post('/auth/login', { email, password: { $ne: 1 } });
      expect(status).toBe(400);
    },
  );
});

describe('whether there is an account', () => {
  const bodyOf = ({ body }: { body: Record<string, unknown> }) => ({ ...body, requestId: '' });

  test('is not told by signing in: all that can be wrong gives one answer', async () => {
    const known = await createPerson(api);
    const unverified = await createPerson(api, { emailVerifiedAt: null });
    const answers = [
      await signIn(someEmail()),
      await signIn(known.email, 'a wrong password'),
      await signIn(unverified.email, unverified.password),
      await signIn(known.email, ''),
    ];
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    expect(new Set(answers.map((answer) => JSON.stringify(bodyOf(answer)))).size).toBe(1);
  });

  test.each(['/auth/password/forgot', '/auth/verify-email/request'])(
    'is not told by %s',
    async (path) => {
      const { email } = await createPerson(api);
      const ask = (body: object) => api.anonymous.post(path, body);
      const [known, unknown] = [await ask({ email }), await ask({ email: someEmail() })];
      expect([known.status, known.body]).toEqual([202, '']);
      expect([unknown.status, unknown.body]).toEqual([202, '']);
    },
  );

  test('is not told by registering; the mailbox learns it, and the password stays', async () => {
    const { email, password } = await createPerson(api);
    expect(await register(email)).toMatchObject({ status: 202, body: '' });
    const [mail] = await mailsTo(api, email);
    expect(mail?.subject).toBe('You have an account already');
    expect(await signIn(email)).toMatchObject({ status: 401 });
    expect(await signIn(email, password)).toMatchObject({ status: 200 });
  });
});

describe('the confirmation of an address', () => {
  const request = (email: string) => api.anonymous.post('/auth/verify-email/request', { email });

  test('works once', async () => {
    const email = someEmail();
    await register(email);
    const [mail] = await mailsTo(api, email);
    const token = mail ? tokenIn(mail) : '';
    expect((await verify(token)).status).toBe(204);
    expect((await verify(token)).status).toBe(403);
  });

  test('works by the latest mail only', async () => {
    const email = someEmail();
    await register(email);
    await mailsTo(api, email);
    await request(email);
    const tokens = (await mailsTo(api, email, 2)).map(tokenIn);
    expect((await verify(tokens[0] ?? '')).status).toBe(403);
    expect((await verify(tokens[1] ?? '')).status).toBe(204);
  });

  test('is too late after half an hour', async () => {
    const late = await startBehindProxy();
    const email = someEmail();
    await late.anonymous.post('/auth/register', { email, password: PASSWORD });
    const [mail] = await mailsTo(late, email);
    late.clock.advance(31 * 60_000);
    const answer = await late.anonymous.post('/auth/verify-email', {
      token: mail ? tokenIn(mail) : '',
    });
    await late.close();
    expect(answer.status).toBe(403);
  });

  test('does not work by a token that was made up, nor by one for a password', async () => {
    const { email } = await createPerson(api);
    await api.anonymous.post('/auth/password/forgot', { email });
    const [mail] = await mailsTo(api, email);
    expect((await verify(randomUUID())).status).toBe(403);
    expect((await verify(mail ? tokenIn(mail) : '')).status).toBe(403);
  });

  test('fills nobody a mailbox', async () => {
    const { email } = await createPerson(api, { emailVerifiedAt: null });
    for (let turn = 0; turn < 6; turn += 1) await request(email);
    await mailsTo(api, email, 3);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await mailsTo(api, email)).toHaveLength(3);
  });
});

describe('a role', () => {
  test('is given by an admin, and ends the sessions of whoever got it', async () => {
    const viewer = await api.as('viewer');
    const { status, body } = await api.patch(`/users/${viewer.userId}`, { role: 'editor' });
    expect([status, body.role]).toEqual([200, 'editor']);
    expect(await viewer.get('/users/me')).toMatchObject({ status: 401 });
    const again = await api.as(viewer.userId);
    expect(await again.get('/users/me')).toMatchObject({ body: { role: 'editor' } });
  });

  test('cannot be given to oneself, not even by an admin', async () => {
    const admin = await api.as('admin');
    const path = `/users/${admin.userId}`;
    expect(await admin.patch(path, { role: 'viewer' })).toMatchObject({ status: 409 });
    const viewer = await api.as('viewer');
    const own = await viewer.patch(`/users/${viewer.userId}`, { role: 'admin' });
    expect(own).toMatchObject({ status: 403 });
  });

  test('that does not exist is refused', async () => {
    const { userId } = await api.as('viewer');
    expect(await api.patch(`/users/${userId}`, { role: 'root' })).toMatchObject({ status: 400 });
  });
});
