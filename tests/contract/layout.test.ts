/** Part of the contract, in a file of its own so that it runs beside the rest. */
import { expect, test } from 'vitest';
import { render } from '../support/answers.ts';
import { validAnswers } from '../support/combinations.ts';
import { isLaidOut } from '../support/layout.ts';

const FORMATTED = /\.(ts|m?js|json|ya?ml|md)$/;
const MINUTES = 60_000;

test("every file of every project is in prettier's layout", { timeout: 5 * MINUTES }, async () => {
  const trees = await Promise.all(validAnswers().map(render));
  const texts = trees.flatMap((tree) =>
    [...tree]
      .filter(([file]) => FORMATTED.test(file))
      .flatMap(([file, { text }]) => separable(file, text).map((part) => ({ file, part }))),
  );
  const checks = await Promise.all(
    telling(texts).map(async ({ file, part }) => ({
      file,
      isClean: await isLaidOut(file, part),
    })),
  );
  expect(checks.filter(({ isClean }) => !isClean).map(({ file }) => file)).toEqual([]);
});

interface Part {
  readonly file: string;
  readonly part: string;
}

/** As the manifest has one of every file: none says anything about a layout. */
const DIGEST = /[0-9a-f]{64}/g;

/**
 * Of files that list what was chosen there are as many variants as there are choices, and all say the same lines. As many
 * of them are taken as it needs for every two neighbouring lines to be in one of them.
 */
function telling(parts: readonly Part[]): readonly Part[] {
  const seen = new Set<string>();
  return parts
    .toSorted((one, other) => other.part.length - one.part.length)
    .filter(({ file, part }) => {
      const before = seen.size;
      let last = file;
      for (const line of part.replaceAll(DIGEST, '').split('\n')) {
        seen.add(`${file}\0${last}\0${line}`);
        last = line;
      }
      return seen.size > before;
    });
}

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
