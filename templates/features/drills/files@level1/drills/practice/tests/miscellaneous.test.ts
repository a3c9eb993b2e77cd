import assert from 'node:assert/strict';
import { gives, practice } from './practice.ts';

await practice('miscellaneous', {
  randomPassword: {
    task: 'a length to that many of a-z, A-Z and 0-9, another one each time',
    check: (mine) => {
      const drawn = Array.from({ length: 200 }, () => String(mine(24)));
      assert.ok(drawn.every((password) => /^[A-Za-z0-9]{24}$/.test(password)));
      assert.equal(new Set(drawn).size, 200);
      assert.equal(new Set(drawn.join('')).size, 62);
    },
  },
  daysUntil: {
    task: '("12-25", today) to the days until that birthday comes next; 0 on the day itself',
    check: gives(
      [['12-25', new Date('2026-12-24T00:00:00Z')], 1],
      [['12-25', new Date('2026-12-25T00:00:00Z')], 0],
      [['01-01', new Date('2026-12-31T00:00:00Z')], 1],
      [['03-01', new Date('2024-02-28T00:00:00Z')], 2],
    ),
  },
  safeDivide: {
    task: 'two numbers to { ok: true, value }, or { ok: false, reason } with "zero" or "no number"',
    check: gives(
      [[6, 3], { ok: true, value: 2 }],
      [[1, 0], { ok: false, reason: 'zero' }],
      [['6', 3], { ok: false, reason: 'no number' }],
      [[NaN, 3], { ok: false, reason: 'no number' }],
    ),
  },
  formatNumber: {
    task: '1234567.891 to "1,234,567.89", always with two decimal places',
    check: gives([[1234567.891], '1,234,567.89'], [[5], '5.00'], [[-1000], '-1,000.00']),
  },
  deepClone: {
    task: 'a copy that shares nothing: objects, lists, dates, and what points at itself',
    check: (mine) => {
      const original: Record<string, unknown> = { at: new Date(0), list: [{ a: 1 }], none: null };
      original['self'] = original;
      const copy = mine(original) as typeof original;
      assert.deepEqual(copy, original);
      assert.notEqual(copy['list'], original['list']);
      assert.notEqual(copy['at'], original['at']);
      assert.equal(copy['self'], copy);
    },
  },
});
