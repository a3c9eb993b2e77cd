import { expect, test } from 'vitest';
import { nearest } from '../../../src/answers/nearest.ts';

test.each([
  ['databse', 'database'],
  ['feautres', 'features'],
  ['lvel', 'level'],
  ['YES', 'yes'],
  ['no-gti', 'no-git'],
])('%s is taken for a mistyped %s', (typed, meant) => {
  expect(nearest(typed, ['database', 'features', 'level', 'no-git', 'yes'])).toBe(meant);
});

test.each(['tempalte', 'x', '', 'constructor'])('%j is near to nothing', (typed) => {
  expect(nearest(typed, ['database', 'features', 'yes'])).toBeUndefined();
});
