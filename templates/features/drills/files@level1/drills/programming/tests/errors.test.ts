import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError, explain, isExpected } from '../errors.ts';

test('an error tells its whole story, cause by cause', () => {
  const cause = new Error('connect ECONNREFUSED');
  const error = new AppError('unavailable', 'The bank is away', { cause });
  assert.equal(explain(error), 'The bank is away: connect ECONNREFUSED');
  assert.equal(error.code, 'unavailable');
});

test('what was thrown may be anything', () => {
  assert.deepEqual(['text', null, undefined, 5].map(explain), ['text', 'null', 'undefined', '5']);
});

test('an expected error can be told from a bug', () => {
  assert.ok(isExpected(new AppError('invalid', 'no')));
  assert.ok(!isExpected(new TypeError('x is not a function')));
});
