import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';
import { createMember, login, somebody, someAddress, type Person } from './people.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const PER_ADDRESS = 5;
const PER_ACCOUNT = 10;

const guess = (person: Person, address: string) =>
  login(app, { ...person, password: 'a wrong password', address });

test('an address has five wrong guesses, then it waits, whatever accounts it tries', async () => {
  const address = someAddress();
  const statuses: number[] = [];
  for (let turn = 0; turn < PER_ADDRESS; turn += 1)
    statuses.push((await guess(somebody(), address)).status);
  expect(statuses).toEqual(Array(PER_ADDRESS).fill(401));
  const { status, headers, body } = await guess(somebody(), address);
  expect([status, body.code]).toEqual([429, 'rate_limited']);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(15 * 60);
});

test('it does not get more of them by sending all at once', async () => {
  const address = someAddress();
  const answers = await Promise.all(Array.from({ length: 12 }, () => guess(somebody(), address)));
  expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(PER_ADDRESS);
});

test('after a quarter of an hour it may try again', async () => {
  const address = someAddress();
  for (let turn = 0; turn <= PER_ADDRESS; turn += 1) await guess(somebody(), address);
  expect((await guess(somebody(), address)).status).toBe(429);
  app.later(16 * 60_000);
  expect((await guess(somebody(), address)).status).toBe(401);
});

test('an account is closed to strangers after ten wrong guesses, and open where it was at home', async () => {
  const person = await createMember(app);
  expect((await login(app, person)).status).toBe(200);
  for (let turn = 0; turn < PER_ACCOUNT; turn += 1) await guess(person, someAddress());
  expect((await login(app, { ...person, address: someAddress() })).status).toBe(401);
  expect((await login(app, person)).status).toBe(200);
});
