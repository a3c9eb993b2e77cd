import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';
import { createMember, login, register, somebody } from './people.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const inOtherWords = (password: string): readonly string[] =>
  ['md5', 'sha1', 'sha256', 'sha512'].flatMap((kind) =>
    (['hex', 'base64', 'base64url'] as const).map((form) =>
      createHash(kind).update(password).digest(form),
    ),
  );

test('who copies the database finds no password in it, nor a fast hash of one', async () => {
  const person = await createMember(app);
  const { password } = person;
  const everything = JSON.stringify(await app.everything());
  expect(everything).not.toContain(password);
  expect(inOtherWords(password).filter((hash) => everything.includes(hash))).toEqual([]);
  expect((await login(app, { ...person, password: 'a wrong password' })).status).toBe(401);
  expect((await login(app, person)).status).toBe(200);
});

test('two who chose the same password share nothing that is kept of it', async () => {
  const one = await createMember(app);
  const other = { ...somebody(), password: one.password };
  await register(app, other);
  const kept = (await app.everything())
    .filter(({ email }) => email === one.email || email === other.email)
    .map((row) => Object.entries(row).find(([name]) => /password/i.test(name))?.[1]);
  expect([kept.length, new Set(kept).size]).toEqual([2, 2]);
});

test('what is kept of a password is no password', async () => {
  const person = await createMember(app);
  const account = (await app.everything()).find(({ email }) => email === person.email) ?? {};
  const [, kept] = Object.entries(account).find(([name]) => /password/i.test(name)) ?? [];
  expect(await login(app, { ...person, password: String(kept) })).toMatchObject({ status: 401 });
  expect(kept).not.toBe(person.password);
});
