import { expect, test } from 'vitest';
import { everyChoice, isValid, saidBy } from '../support/combinations.ts';
import { coveringSet, pairsOf, sliceOf } from '../support/covering.ts';

const choices = everyChoice();
const few = coveringSet(choices, saidBy);

test('every pair that can be met at all is met by the few', () => {
  const all = new Set(choices.flatMap((choice) => pairsOf(saidBy(choice))));
  const met = new Set(few.flatMap((choice) => pairsOf(saidBy(choice))));
  expect([...all].filter((pair) => !met.has(pair))).toEqual([]);
});

test('the few are few, valid, and the same each time', () => {
  expect(few.length).toBeLessThan(40);
  expect(few.every(isValid)).toBe(true);
  expect(coveringSet(choices, saidBy)).toEqual(few);
});

test('a level is met with each database and each feature that fit', () => {
  const met = new Set(few.flatMap((choice) => pairsOf(saidBy(choice))));
  expect(met).toContain('level 7 & mongo');
  expect(met).toContain('mongo & without redis');
  expect(met).toContain('bcrypt & queue');
  expect(met).not.toContain('level 2 & postgres');
});

test('after all turns everything was there once, and no turn has more than its size', () => {
  const items = Array.from({ length: 22 }, (_, place) => place);
  const slices = Array.from({ length: 6 }, (_, turn) => sliceOf(items, { turn, size: 4 }));
  expect(slices.flat().sort((a, b) => a - b)).toEqual(items);
  expect(Math.max(...slices.map(({ length }) => length))).toBe(4);
  expect(sliceOf(items, { turn: 6, size: 4 })).toEqual(slices[0]);
});
