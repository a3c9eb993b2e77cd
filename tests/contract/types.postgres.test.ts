/** Part of the contract, in files of their own so that they run beside each other. */
import { expect, test } from 'vitest';
import { leftovers, validAnswers } from '../support/combinations.ts';
import { typeProblems } from '../support/type-check.ts';

const found = await typeProblems(
  [...validAnswers(), ...leftovers()].filter(({ database }) => database !== 'mongo'),
);

test.each(found)('$label type-checks', ({ problems }) => {
  expect(problems).toEqual([]);
});
