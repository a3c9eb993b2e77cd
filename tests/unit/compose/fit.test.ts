import { describe, expect, test } from 'vitest';
import { fit, marked } from '../../../src/compose/fit.ts';
import { format } from '../../../src/compose/format.ts';

const list = (...items: readonly string[]): string =>
  marked('fit', `\n${items.map((item) => `  ${item},\n`).join('')}`);

const words = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `word${index}`);

/** Lists of lists of several are always open in prettier, so templates write them open. A line may be exactly as long as the width, so every length around it is tried. */
const SHAPES: Readonly<Record<string, (count: number, pad: string) => string>> = {
  'an array': (count, pad) => `const ${pad}a = [${list(...words(count))}];\n`,
  'an array of arrays': (count, pad) =>
    `const ${pad}a = [${list(...words(count).map((word) => `[${list(word)}]`))}];\n`,
  'an object': (count, pad) => `const ${pad}a = {${list(...words(count))}};\n`,
  'names of an import': (count, pad) =>
    `import type {${list(...words(count))}} from './${pad}a.ts';\n`,
  parameters: (count, pad) =>
    `function ${pad}f(${list(...words(count).map((word) => `${word}: string`))}): void {\n  return;\n}\n`,
  'an arrow function': (count, pad) =>
    `const ${pad}f = (${list(...words(count).map((word) => `${word}: string`))}): void =>${marked('next', `\n  ${words(count).join('')}\n`)};\n`,
  'rows of an object': (count, pad) =>
    `const ${pad}a = {${marked('rows', `\n${words(count).join(',\n\n')},\n`)}};\n`,
  'an argument that is an object': (count, pad) =>
    `call(${pad}a, {${list(...words(count).map((word) => `${word}: '${word}'`))}});\n`,
};

describe.each(Object.keys(SHAPES))('%s', (shape) => {
  test.each(Array.from({ length: 60 }, (_, length) => length))(
    'is where prettier would have it, with %i columns more',
    async (length) => {
      for (const count of [1, 2, 3, 5, 8, 13]) {
        const text = fit(SHAPES[shape]?.(count, 'p'.repeat(length)) ?? '');
        expect(text).toBe(await format('a.ts', text));
      }
    },
  );
});

test('an empty group leaves its brackets', () => {
  expect(fit(`const a: string[] = [\n  ${marked('fit', '\n\n')}\n];`)).toBe(
    'const a: string[] = [];',
  );
});

test('a text without a group is left alone', () => {
  expect(fit('a\n\n  b')).toBe('a\n\n  b');
});

test('a group inside a broken one is laid out by its own line', () => {
  const long = words(12).map((word) => `'${word}'`);
  const text = fit(`const a = {${list(`wide: [${list(...long, ...long)}]`, "b: ['c']")}};`);
  expect(text.split('\n').slice(0, 4)).toEqual([
    'const a = {',
    '  wide: [',
    "    'word0',",
    "    'word1',",
  ]);
  expect(text.split('\n').at(-2)).toBe("  b: ['c'],");
});
