import type { Fragment } from './documents.ts';

/** Anything without a structure of its own (.gitignore): every line once, fragments apart by nothing. */
export function mergeLines(_file: string, fragments: readonly Fragment[]): string {
  const lines = fragments.flatMap(({ text }) => text.split('\n')).filter((line) => line !== '');
  return `${[...new Set(lines)].join('\n')}\n`;
}
