import assert from 'node:assert/strict';
import { test } from 'node:test';
import { change, pageSize } from '../profile.ts';

const alice = { name: 'Alice', website: 'https://alice.example' };

test('what was left out stays, and null takes away', () => {
  assert.deepEqual(change(alice, {}), alice);
  assert.deepEqual(change(alice, { website: undefined }), alice);
  assert.deepEqual(change(alice, { website: null }), { name: 'Alice', website: null });
});

test('JSON keeps null and drops undefined, so a caller can say both', () => {
  assert.equal(JSON.stringify({ website: null }), '{"website":null}');
  assert.equal(JSON.stringify({ website: undefined }), '{}');
});

test('null and undefined are loosely equal, and not the same', () => {
  const [nothing, missing]: readonly unknown[] = [null, undefined];
  assert.ok(nothing == missing && nothing !== missing);
  assert.deepEqual([typeof nothing, typeof missing], ['object', 'undefined']);
});

test('0 is an answer, and no reason for the default', () => {
  assert.deepEqual([pageSize(0), pageSize(null), pageSize(undefined), pageSize()], [0, 20, 20, 20]);
});
