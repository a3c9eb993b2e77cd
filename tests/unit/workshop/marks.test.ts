import { describe, expect, test } from 'vitest';
import { hasMarks, refuseWrongMarks, stepsIn, withoutMarks } from '../../../src/workshop/marks.ts';

const lines = (...all: readonly string[]) => all.join('\n');

const LIST = lines(
  'export const list = () => {',
  '  // exercise shop/list',
  '  return rows.list();',
  '  // instead',
  "  // throw new Error('Step list is not written yet.');",
  '  // end exercise',
  '};',
);

describe('a marked region', () => {
  test('is the solution when nothing is open', () => {
    expect(withoutMarks(LIST)).toBe(
      lines('export const list = () => {', '  return rows.list();', '};'),
    );
  });

  test('is what stands instead, uncommented, when its step is open', () => {
    expect(withoutMarks(LIST, (step) => step === 'shop/list')).toBe(
      lines(
        'export const list = () => {',
        "  throw new Error('Step list is not written yet.');",
        '};',
      ),
    );
  });

  test('of several steps is open only as long as all of them are', () => {
    const text = lines('// exercise shop/list shop/read', "import 'a';", '// end exercise', 'b();');
    expect(withoutMarks(text, () => true)).toBe('b();');
    expect(withoutMarks(text, (step) => step === 'shop/list')).toBe(lines("import 'a';", 'b();'));
  });

  test('may lie in the solution of another one', () => {
    const text = lines(
      '// exercise shop/change',
      'one();',
      '// exercise shop/version',
      'two();',
      '// instead',
      '// half();',
      '// end exercise',
      '// end exercise',
    );
    expect(withoutMarks(text)).toBe(lines('one();', 'two();'));
    expect(withoutMarks(text, (step) => step === 'shop/version')).toBe(lines('one();', 'half();'));
    expect(withoutMarks(text, () => true)).toBe('');
  });

  test('is written with two dashes in SQL', () => {
    const text = lines('-- exercise shop/table', 'create table a ();', '-- end exercise', '');
    expect(withoutMarks(text, () => true)).toBe('');
    expect(hasMarks(text)).toBe(true);
  });

  test('keeps empty lines of what stands instead', () => {
    const text = lines(
      '// exercise a/b',
      '// instead',
      '// one',
      '//',
      '// two',
      '// end exercise',
    );
    expect(withoutMarks(text, () => true)).toBe(lines('one', '', 'two'));
  });
});

test.each([
  ['without an end', lines('// exercise a/b', 'x();'), /:1: an exercise that has no end/],
  ['with an end too many', lines('x();', '// end exercise'), /:2: the end of no exercise/],
  [
    'with code where comments belong',
    lines('// exercise a/b', '// instead', 'x();', '// end exercise'),
    /:3: what stands instead is commented out/,
  ],
  [
    'that begins in what stands instead',
    lines('// exercise a/b', '// instead', '// exercise a/c', '// end exercise'),
    /:3: an exercise begins in what stands instead/,
  ],
])('a region %s is refused with file and line', (_, text, message) => {
  expect(() => refuseWrongMarks('src/a.ts', text)).toThrow(message);
});

test.each(['README.md', 'package.json', 'compose.yaml', 'README.md.hbs'])(
  'marks in %s are refused',
  (file) => {
    expect(() => refuseWrongMarks(file, LIST)).toThrow(file);
  },
);

test('a sentence about exercises is no mark', () => {
  expect(hasMarks('// An exercise: write a list.\n// exercised daily\n')).toBe(false);
  expect(stepsIn(LIST)).toEqual(['shop/list']);
});
