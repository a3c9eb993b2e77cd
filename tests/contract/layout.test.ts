/** Part of the contract, in a file of its own so that it runs beside the rest. */
import prettier from 'prettier';
import { expect, test } from 'vitest';
import { render } from '../support/answers.ts';
import { validAnswers } from '../support/combinations.ts';

const FORMATTED = /\.(ts|m?js|json|ya?ml|md)$/;
const MINUTES = 60_000;

test("every file of every project is in prettier's layout", { timeout: 5 * MINUTES }, async () => {
  const trees = await Promise.all(validAnswers().map(render));
  const texts = trees.flatMap((tree) =>
    [...tree]
      .filter(([file]) => FORMATTED.test(file))
      .flatMap(([file, { text }]) => separable(file, text).map((part) => ({ file, part }))),
  );
  const distinct = new Map(texts.map((text) => [`${text.file}\0${text.part}`, text]));
  const checks = await Promise.all(
    [...distinct.values()].map(async ({ file, part }) => ({
      file,
      isClean: await prettier.check(part, {
        filepath: file,
        singleQuote: true,
        printWidth: 100,
        // Lays out the same in half the time; projects that are installed check themselves with prettier's own choice.
        ...(file.endsWith('.ts') && { parser: 'babel-ts' }),
      }),
    })),
  );
  expect(checks.filter(({ isClean }) => !isClean).map(({ file }) => file)).toEqual([]);
});

/** Sections of Markdown are laid out each for itself, and projects share most of them: a third of the time. */
function separable(file: string, text: string): readonly string[] {
  if (!file.endsWith('.md')) return [text];
  const sections = text.split(/\n\n(?=#{1,4} )/);
  return sections.some(isCutOpen)
    ? [text]
    : sections.map((each) => (each.endsWith('\n') ? each : `${each}\n`));
}

/** A heading inside a block of code is none. */
const isCutOpen = (section: string): boolean => (section.match(/^ *```/gm)?.length ?? 0) % 2 !== 0;
