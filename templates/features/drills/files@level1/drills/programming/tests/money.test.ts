import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatMoney, parseMoney, percentOf, split } from '../money.ts';

test('cents add up where fractions do not', () => {
  assert.notEqual(0.1 + 0.2, 0.3);
  assert.equal(parseMoney('0.10') + parseMoney('0.20'), parseMoney('0.30'));
});

for (const [text, cents] of [
  ['12.34', 1234],
  ['12.3', 1230],
  ['12', 1200],
  ['0.05', 5],
  ['-0.05', -5],
  ['0', 0],
] as const)
  test(`${text} is ${cents} cents, and is written back as money`, () => {
    assert.equal(parseMoney(text), cents);
    assert.equal(parseMoney(formatMoney(cents)), cents);
  });

for (const text of ['', '1,50', '1.234', '1e3', 'NaN', ' 1', '--1', '.5'])
  test(`${JSON.stringify(text)} is no amount`, () => {
    assert.throws(() => parseMoney(text), RangeError);
  });

test('half a cent goes up, below zero too', () => {
  assert.deepEqual([percentOf(10, 5), percentOf(30, 5), percentOf(-10, 5)], [1, 2, -1]);
});

test('shares add up to the whole', () => {
  assert.deepEqual(split(1000, 3), [334, 333, 333]);
  assert.equal(
    split(-100, 3).reduce((sum, share) => sum + share, 0),
    -100,
  );
});

test('half a cent cannot be counted', () => {
  assert.throws(() => formatMoney(0.5), RangeError);
  assert.throws(() => percentOf(Number.NaN, 5), RangeError);
});
