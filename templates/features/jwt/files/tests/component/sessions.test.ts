import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../support/api.ts';
import {
  bearer,
  createPerson,
  from,
  refresh,
  startBehindProxy,
  tokensOf,
  type Tokens,
} from '../support/people.ts';

let api: Api;
beforeAll(async () => {
  api = await startBehindProxy();
});
afterAll(() => api.close());

const statusOf = async (tokens: Tokens) =>
  (await api.anonymous.get('/users/me', bearer(tokens))).status;
const sessionsOf = async (tokens: Tokens) =>
  (await api.anonymous.get('/auth/sessions', bearer(tokens))).body as readonly {
    readonly id: string;
    readonly isCurrent: boolean;
    readonly address: string;
    readonly userAgent: string;
  }[];

test('after a logout neither token is good any more', async () => {
  const tokens = await tokensOf(api, await createPerson(api));
  expect(await statusOf(tokens)).toBe(200);
  const { status } = await api.anonymous.post('/auth/logout', undefined, bearer(tokens));
  expect(status).toBe(204);
  expect(await statusOf(tokens)).toBe(401);
  expect((await refresh(api, tokens)).status).toBe(401);
});

test('a logout on one device is none on the others', async () => {
  const person = await createPerson(api);
  const [phone, laptop] = [await tokensOf(api, person), await tokensOf(api, person)];
  await api.anonymous.post('/auth/logout', undefined, bearer(phone));
  expect(await statusOf(laptop)).toBe(200);
});

describe('the list of sessions', () => {
  test('says where the account is signed in, and which of these is this', async () => {
    const person = await createPerson(api);
    const { email, password, address } = person;
    const headers = { ...from(address), 'user-agent': `Browser ${'x'.repeat(300)}` };
    const { body: here } = await api.anonymous.post('/auth/login', { email, password }, headers);
    await tokensOf(api, person);
    const listed = await sessionsOf(here as Tokens);
    expect(listed.map(({ isCurrent }) => isCurrent).sort()).toEqual([false, true]);
    const current = listed.find(({ isCurrent }) => isCurrent);
    expect(current?.address).toBe(address);
    expect(current?.userAgent).toMatch(/^Browser x+$/);
    expect(current?.userAgent).toHaveLength(200);
  });

  test('holds no token and no digest of one', async () => {
    const tokens = await tokensOf(api, await createPerson(api));
    const text = JSON.stringify(await sessionsOf(tokens));
    expect(text).not.toMatch(/digest|token|[0-9a-f]{64}/i);
  });
});

describe('a session', () => {
  test('is ended from another one', async () => {
    const person = await createPerson(api);
    const [phone, laptop] = [await tokensOf(api, person), await tokensOf(api, person)];
    const lost = (await sessionsOf(laptop)).find(({ isCurrent }) => !isCurrent);
    const end = () => api.anonymous.delete(`/auth/sessions/${lost?.id}`, bearer(laptop));
    expect(await statusOf(phone)).toBe(200);
    expect((await end()).status).toBe(204);
    expect((await end()).status).toBe(404);
    expect([await statusOf(phone), await statusOf(laptop)]).toEqual([401, 200]);
  });

  test('of somebody else is not there', async () => {
    const [mine, theirs] = [
      await tokensOf(api, await createPerson(api)),
      await tokensOf(api, await createPerson(api)),
    ];
    const [session] = await sessionsOf(theirs);
    const { status } = await api.anonymous.delete(`/auth/sessions/${session?.id}`, bearer(mine));
    expect([status, await statusOf(theirs)]).toEqual([404, 200]);
  });

  test('is the only one left when all others are ended', async () => {
    const person = await createPerson(api);
    const others = [await tokensOf(api, person), await tokensOf(api, person)];
    const mine = await tokensOf(api, person);
    await api.anonymous.delete('/auth/sessions', bearer(mine));
    expect(await Promise.all(others.map(statusOf))).toEqual([401, 401]);
    expect(await sessionsOf(mine)).toHaveLength(1);
  });
});
