/** Unified diffs for people. */
import { createTwoFilesPatch } from 'diff';
import { printable } from '../../names.ts';
import type { Change } from '../../types.ts';
import type { Output, Style } from '../output.ts';

export function diffLines(change: Change, { styled }: Pick<Output, 'styled'>): readonly string[] {
  if (change.kind === 'conflict') return [];
  const before = change.kind === 'create' ? '' : change.before;
  const after = change.kind === 'delete' ? '' : change.file.text;
  const [from, to] = [
    change.kind === 'create' ? '/dev/null' : `a/${change.path}`,
    change.kind === 'delete' ? '/dev/null' : `b/${change.path}`,
  ];
  const patch = createTwoFilesPatch(from, to, before, after, undefined, undefined, { context: 3 });
  return patch
    .split('\n')
    .slice(1, -1)
    .map((line) => colored(printable(line), styled));
}

const COLORS: readonly (readonly [start: string, style: Style])[] = [
  ['+++', 'bold'],
  ['---', 'bold'],
  ['@@', 'cyan'],
  ['+', 'green'],
  ['-', 'red'],
];

function colored(line: string, styled: Output['styled']): string {
  const style = COLORS.find(([start]) => line.startsWith(start))?.[1];
  return style ? styled(style, line) : line;
}
