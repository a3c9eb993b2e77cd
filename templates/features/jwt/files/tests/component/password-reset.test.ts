import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../support/api.ts';
import { everythingIn } from '../support/everything.ts';
import {
  bearer,
  createPerson,
  login,
  mailsTo,
  refresh,
  startBehindProxy,
  tokenIn,
  tokensOf,
  type Person,
} from '../support/people.ts';

let api: Api;
beforeAll(async () => {
  api = await startBehindProxy();
});
afterAll(() => api.close());

const NEW = 'a password of today';

async function forget({ email }: Person, count = 1, target = api): Promise<string> {
  expect((await target.anonymous.post('/auth/password/forgot', { email })).status).toBe(202);
  const mail = (await mailsTo(target, email, count)).at(-1);
  return mail ? tokenIn(mail) : '';
}

const reset = async (token: string, target = api) =>
  (await target.anonymous.post('/auth/password/reset', { token, password: NEW })).status;

describe('the link to a new password', () => {
  test('works once, and the old password does not any more', async () => {
    const person = await createPerson(api);
    const token = await forget(person);
    expect(await reset(token)).toBe(204);
    expect(await reset(token)).toBe(403);
    expect((await login(api, person)).status).toBe(401);
    expect((await login(api, { ...person, password: NEW })).status).toBe(200);
  });

  test('works once also when it is opened twice at the same time', async () => {
    const token = await forget(await createPerson(api));
    const statuses = await Promise.all([reset(token), reset(token), reset(token)]);
    expect(statuses.sort()).toEqual([204, 403, 403]);
  });

  test('ends all sessions', async () => {
    const person = await createPerson(api);
    const tokens = await tokensOf(api, person);
    expect((await api.anonymous.get('/users/me', bearer(tokens))).status).toBe(200);
    await reset(await forget(person));
    expect((await api.anonymous.get('/users/me', bearer(tokens))).status).toBe(401);
    expect((await refresh(api, tokens)).status).toBe(401);
  });

  test('works by the latest mail only', async () => {
    const person = await createPerson(api);
    const [first, second] = [await forget(person), await forget(person, 2)];
    expect(await reset(first)).toBe(403);
    expect(await reset(second)).toBe(204);
  });

  test('is too old after half an hour', async () => {
    const late = await startBehindProxy();
    const token = await forget(await createPerson(late), 1, late);
    late.clock.advance(31 * 60_000);
    expect(await reset(token, late)).toBe(403);
    await late.close();
  });

  test('changes the password of nobody else', async () => {
    const [victim, attacker] = [await createPerson(api), await createPerson(api)];
    const token = await forget(attacker);
    const { status } = await api.anonymous.post('/auth/password/reset', {
      token,
      password: NEW,
      email: victim.email,
    });
    expect(status).toBe(400);
    await reset(token);
    expect((await login(api, victim)).status).toBe(200);
  });

  test('confirms the address, as it took the mailbox to follow it', async () => {
    const person = await createPerson(api, { emailVerifiedAt: null });
    await reset(await forget(person));
    expect((await login(api, { ...person, password: NEW })).status).toBe(200);
  });

  test('is told to no server: not in a log, not as it is in the database, not in a query', async () => {
    const person = await createPerson(api);
    const token = await forget(person);
    expect(JSON.stringify(api.log)).not.toContain(token);
    expect(await everythingIn(api.deps.db)).not.toContain(token);
    const [mail] = await mailsTo(api, person.email);
    expect(mail?.text).toMatch(/\/reset-password#token=/);
    expect(mail?.text).not.toMatch(/\?\S*token=/);
  });

  test('is asked for by others without harm: the password stays', async () => {
    const person = await createPerson(api);
    await forget(person);
    expect((await login(api, person)).status).toBe(200);
  });
});
