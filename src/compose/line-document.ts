import type { Fragment } from './documents.ts';

/** Anything without a structure of its own (.gitignore): the first fragment as it is, then every line that is new. */
export function mergeLines(_file: string, fragments: readonly Fragment[]): string {
  const [first = [], ...others] = fragments.map(({ text }) => text.trimEnd().split('\n'));
  const known = new Set([...first, '']);
  const added = others.flat().filter((line) => !known.has(line) && known.add(line));
  return `${[...first, ...added].join('\n')}\n`;
}
