import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashPassword, validateEmail, validatePassword, verifyPassword } from '../validation.ts';

for (const [text, email] of [
  ['alice@example.com', 'alice@example.com'],
  ['  Alice.B+shop@Example.CO.UK ', 'alice.b+shop@example.co.uk'],
] as const)
  test(`${JSON.stringify(text)} is an address, and has one spelling`, () => {
    assert.deepEqual(validateEmail(text), { ok: true, value: email });
  });

for (const text of [
  '',
  'alice',
  '@example.com',
  'alice@',
  'alice@host',
  'a b@example.com',
  'a@b@example.com',
  'a@example..com',
  'a@example.com\r\nBcc: x@example.com',
  `${'a'.repeat(250)}@example.com`,
])
  test(`${JSON.stringify(text.slice(0, 40))} is no address`, () => {
    assert.equal(validateEmail(text).ok, false);
  });

test('a password is long enough, and not so long that hashing it stops the server', () => {
  assert.ok(validatePassword('correct horse').ok);
  assert.ok(!validatePassword('short').ok);
  assert.ok(!validatePassword('ü'.repeat(65)).ok);
});

test('a hash does not hold the password, and only the password opens it', async () => {
  const stored = await hashPassword('correct horse');
  assert.ok(!stored.includes('correct'));
  assert.ok(await verifyPassword('correct horse', stored));
  assert.ok(!(await verifyPassword('correct hors', stored)));
});

test('two users with one password have two hashes', async () => {
  assert.notEqual(await hashPassword('correct horse'), await hashPassword('correct horse'));
});

test('a hash of another kind opens for nobody', async () => {
  assert.ok(!(await verifyPassword('x', '')));
  assert.ok(!(await verifyPassword('x', 'md5$a$b')));
});
