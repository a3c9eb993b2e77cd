import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { logIn, register } from '../shop/auth.ts';
import { createDatabase } from '../shop/database.ts';
import { charge, type Provider } from '../shop/payments.ts';

const alice = { email: 'Alice@Example.com', password: 'correct horse' };
const retrying = { sleep: () => Promise.resolve(), random: () => 0 };

test('who registered can log in, with the right password only', async () => {
  const database = createDatabase();
  await register(database, alice);
  assert.equal((await logIn(database, alice)).email, 'alice@example.com');
  await assert.rejects(logIn(database, { ...alice, password: 'wrong horse' }), { code: 'invalid' });
});

test('an unknown address and a wrong password sound the same', async () => {
  const database = createDatabase();
  await register(database, alice);
  const message = async (email: string): Promise<string> =>
    logIn(database, { email, password: 'wrong horse' }).then(
      String,
      (error: unknown) => (error as Error).message,
    );
  assert.equal(await message('bob@example.com'), await message(alice.email));
});

test('an address can be taken once', async () => {
  const database = createDatabase();
  await register(database, alice);
  await assert.rejects(register(database, { ...alice, email: 'ALICE@example.com' }), /taken/);
});

test('a provider that is away for a moment is asked again', async () => {
  let asked = 0;
  const provider: Provider = () => {
    asked += 1;
    return asked < 3 ? Promise.reject(new Error('ECONNRESET')) : Promise.resolve(true);
  };
  await charge({ provider, retrying }, { email: 'a@example.com' }, 500);
  assert.equal(asked, 3);
});

test('a bank that declines is asked once', async () => {
  let asked = 0;
  const provider: Provider = () => {
    asked += 1;
    return Promise.resolve(false);
  };
  await assert.rejects(charge({ provider, retrying }, { email: 'a@example.com' }, 500), {
    code: 'declined',
  });
  assert.equal(asked, 1);
});

test('imports lead somewhere, and never in a circle', () => {
  const home = path.join(import.meta.dirname, '..');
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'));
  const importsOf = (file: string): readonly string[] =>
    [...readFileSync(path.join(home, file), 'utf8').matchAll(/from '(\.[^']+)'/g)]
      .map(([, target = '']) => path.posix.join(path.posix.dirname(file), target))
      .filter((target) => !target.startsWith('..'));
  const visit = (file: string, way: readonly string[]): void => {
    assert.ok(files.includes(file), `${way.at(-1)} imports ${file}, which is not there`);
    assert.ok(!way.includes(file), `a circle: ${[...way, file].join(' → ')}`);
    importsOf(file).forEach((next) => visit(next, [...way, file]));
  };
  files.forEach((file) => visit(file, []));
});
