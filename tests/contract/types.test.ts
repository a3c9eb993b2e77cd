/** Part of the contract, in a file of its own so that it runs beside the rest. */
import { expect, test } from 'vitest';
import { render } from '../support/answers.ts';
import { labelOf, validAnswers } from '../support/combinations.ts';
import { typeCheckAll } from '../support/type-check.ts';

const all = validAnswers();
const problems = typeCheckAll(await Promise.all(all.map(render)));

test.each(all.map((answers, index) => ({ label: labelOf(answers), found: problems[index] })))(
  '$label type-checks',
  ({ found }) => {
    expect(found).toEqual([]);
  },
);
