/**
 * Block YAML as its lines: each entry of a map or a list with what stands above it and what is indented below it. Layers
 * write their fragments in one layout, so nothing is parsed and printed again: that took longer than everything else together.
 */

export interface Entry {
  /** empty lines and comments */
  above: readonly string[];
  /** of a map; undefined for an item of a list */
  readonly key: string | undefined;
  /** `  image: redis:7`, `  - name: app` */
  readonly line: string;
  /** what is indented below the line */
  below: Block;
}

export interface Block {
  readonly entries: Entry[];
  /** comments after the last entry, or all of what is neither a map nor a list: a text of several lines */
  readonly rest: readonly string[];
}

const KEY = /^("[^"]*"|'[^']*'|[^\s#'"[{&*!|>%@`-][^#]*?):(?: |$)/;
const ITEM = /^-(?: |$)/;
const INSIGNIFICANT = /^\s*(?:#|$)/;

export const readBlock = (text: string): Block => blockOf(text.trimEnd().split('\n'));

export const printBlock = ({ entries, rest }: Block): string =>
  [...entries.map(printEntry), ...rest].join('\n');

export const printEntry = ({ above, line, below }: Entry): string =>
  [...above, line, ...(isEmpty(below) ? [] : [printBlock(below)])].join('\n');

export const isEmpty = ({ entries, rest }: Block): boolean =>
  entries.length === 0 && rest.length === 0;

function blockOf(lines: readonly string[]): Block {
  const first = lines.find((line) => !INSIGNIFICANT.test(line));
  if (first === undefined || !isEntry(first.trimStart())) return { entries: [], rest: lines };
  const indent = indentOf(first);
  const starts = [...lines.keys()].filter((at) => startsAt(lines[at] ?? '', indent));
  const entries: Entry[] = [];
  let end = 0;
  starts.forEach((start, place) => {
    const above = lines.slice(end, start);
    end = endOf(lines, { start, next: starts[place + 1] ?? lines.length, indent });
    entries.push(entryOf(above, lines.slice(start, end)));
  });
  return { entries, rest: lines.slice(end) };
}

interface Span {
  readonly start: number;
  readonly next: number;
  readonly indent: number;
}

/** An empty line, or a comment as far left as the entries, belongs to what comes next. */
function endOf(lines: readonly string[], { start, next, indent }: Span): number {
  const isInside = (line: string): boolean => line.trim() !== '' && indentOf(line) > indent;
  let end = next;
  while (end > start + 1 && !isInside(lines[end - 1] ?? '')) end -= 1;
  return end;
}

function entryOf(above: readonly string[], [line = '', ...below]: readonly string[]): Entry {
  const text = line.trimStart();
  const key = KEY.exec(text)?.[1];
  // Below `key: >-` there is text, whatever it looks like.
  const isText = key !== undefined && !/:(?: +#.*)?$/.test(text);
  return {
    above,
    key: key && unquoted(key),
    line,
    below: isText ? { entries: [], rest: below } : blockOf(below),
  };
}

const isEntry = (text: string): boolean => ITEM.test(text) || KEY.test(text);

const startsAt = (line: string, indent: number): boolean =>
  !INSIGNIFICANT.test(line) && indentOf(line) === indent;

export const unquoted = (text: string): string => text.replace(/^(['"])(.*)\1$/, '$2');

const indentOf = (line: string): number => line.length - line.trimStart().length;
