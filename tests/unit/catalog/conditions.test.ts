import { expect, test } from 'vitest';
import { holds } from '../../../src/catalog/conditions.ts';

const facts = { level: 5, chosen: new Set(['mongo', 'redis']) };

test.each([
  [undefined, true],
  ['', true],
  ['level5', true],
  ['level6', false],
  ['below5', false],
  ['below6', true],
  ['mongo+below6', true],
  ['mongo', true],
  ['postgres', false],
  ['with-redis', true],
  ['without-redis', false],
  ['without-queue', true],
  ['mongo+level4+without-queue', true],
  ['mongo+level6', false],
])('%s is %s at level 5 with mongo and redis', (when, expected) => {
  expect(holds(when, facts)).toBe(expected);
});
