import { describe, expect, test } from 'vitest';
import { withoutStep, withSolution } from '../../../src/workshop/regions.ts';

const file = (create: string, read: string, imports: readonly string[] = []) =>
  [...imports, 'head', '', `create: ${create}`, 'more', 'lines', `read: ${read}`, 'tail', ''].join(
    '\n',
  );

const before = file('empty', 'empty');
const solved = file('ours', 'empty', ['import ours']);

describe('of a file in which two steps lie', () => {
  const mine = file('mine', 'mine too', ['import mine']);

  test('one step is taken back, and the other stays', () => {
    expect(withoutStep({ before, solved, mine })).toBe(file('empty', 'mine too'));
  });

  test('one step is filled in, and the other stays', () => {
    expect(withSolution({ before, solved, mine })).toBe(file('ours', 'mine too', ['import ours']));
  });

  test('lines elsewhere stay', () => {
    const longer = `${mine}a function of mine\n`;
    expect(withoutStep({ before, solved, mine: longer })).toBe(
      `${file('empty', 'mine too')}a function of mine\n`,
    );
  });
});

test('what nobody touched becomes the solution, and the other way round', () => {
  expect(withSolution({ before, solved, mine: before })).toBe(solved);
  expect(withoutStep({ before, solved, mine: solved })).toBe(before);
});

test('a file that was emptied gets the solution at least', () => {
  expect(withSolution({ before, solved, mine: '' })).toContain('create: ours');
});
