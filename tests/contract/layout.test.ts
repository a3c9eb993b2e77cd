/** Part of the contract, in a file of its own so that it runs beside the rest. */
import prettier from 'prettier';
import { expect, test } from 'vitest';
import { render } from '../support/answers.ts';
import { validAnswers } from '../support/combinations.ts';

const FORMATTED = /\.(ts|m?js|json|ya?ml|md)$/;
const MINUTES = 60_000;

test("every file of every project is in prettier's layout", { timeout: 5 * MINUTES }, async () => {
  const trees = await Promise.all(validAnswers().map(render));
  const distinct = new Map(
    trees
      .flatMap((tree) => [...tree].filter(([file]) => FORMATTED.test(file)))
      .map(([file, { text }]) => [`${file}\0${text}`, { file, text }]),
  );
  const checks = await Promise.all(
    [...distinct.values()].map(async ({ file, text }) => ({
      file,
      isClean: await prettier.check(text, { filepath: file, singleQuote: true, printWidth: 100 }),
    })),
  );
  expect(checks.filter(({ isClean }) => !isClean).map(({ file }) => file)).toEqual([]);
});
