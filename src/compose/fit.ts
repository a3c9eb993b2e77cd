/**
 * Line breaks that depend on what was rendered, placed as prettier places them. Templates mark where they may be:
 *
 * - `{{#fit}}` inside brackets, one item a line, each with its comma: they share a line when it has room for them, else
 *   every item has its own.
 * - `{{#rows}}` the same, but every item has a line of its own; lines that nothing was written into are left out.
 * - `{{#next}}` before what may go to the next line, one step further in: the body of an arrow function.
 */
const WIDTH = 100;

export const BREAKS = ['fit', 'rows', 'next'] as const;
type Break = (typeof BREAKS)[number];

// Two first halves of characters in a row: no escape lets such a thing through, so nothing that is rendered looks like it.
const OPEN: Readonly<Record<Break, string>> = {
  fit: '\ud801\ud801',
  rows: '\ud803\ud803',
  next: '\ud804\ud804',
};
const CLOSE = '\ud802\ud802';

/** What a block helper makes of its content. */
export const marked = (kind: Break, content: string): string => `${OPEN[kind]}${content}${CLOSE}`;

/** A line that is a list of texts and groups. */
type Line = readonly (string | Group)[];

interface Group {
  readonly kind: Break;
  readonly items: readonly Line[];
}

/** @returns the text with every group laid out */
export function fit(text: string): string {
  if (!text.includes(CLOSE)) return text;
  const { lines } = readLines(closeUp(text), 0);
  return lines.map(layOut).join('\n');
}

const MARK = /([\ud801-\ud804]{2})/;

/** The space around a mark is the template's, for its reader. */
const closeUp = (text: string): string =>
  text
    .split(MARK)
    .map((piece, place, { length }) => {
      const end = place < length - 1 ? piece.trimEnd() : piece;
      return place > 0 ? end.trimStart() : end;
    })
    .join('');

interface Read {
  readonly lines: readonly Line[];
  /** where reading stopped */
  readonly end: number;
}

/** Reads lines up to the end of a group, or of the text. */
function readLines(text: string, start: number): Read {
  const lines: (string | Group)[][] = [[]];
  let at = start;
  while (at < text.length && !text.startsWith(CLOSE, at)) {
    const kind = BREAKS.find((one) => text.startsWith(OPEN[one], at));
    if (kind) {
      const group = readLines(text, at + CLOSE.length);
      lines.at(-1)?.push({ kind, items: group.lines.filter((line) => !isEmpty(line)) });
      at = group.end + CLOSE.length;
    } else {
      const next = nextMark(text, at);
      const [first = '', ...rest] = text.slice(at, next).split('\n');
      lines.at(-1)?.push(first);
      rest.forEach((line) => lines.push([line]));
      at = next;
    }
  }
  return { lines, end: at };
}

function nextMark(text: string, from: number): number {
  const found = text.slice(from).search(/(\ud801|\ud802|\ud803|\ud804)\1/);
  return found < 0 ? text.length : from + found;
}

const isEmpty = (line: Line): boolean =>
  line.every((part) => typeof part === 'string' && part.trim() === '');

/** Groups from left to right: each looks as far as the next place where the line may break. */
function layOut(line: Line): string {
  let laid = '';
  line.forEach((part, place) => {
    if (typeof part === 'string') laid += part;
    else if (part.items.length > 0)
      laid += isFlat(part, laid, line.slice(place + 1)) ? flat(part, laid) : broken(part, laid);
  });
  return laid;
}

function isFlat(group: Group, before: string, rest: Line): boolean {
  if (isOpen(group)) return false;
  const used = lastLine(before).length + flat(group, before).length + untilBreak(rest).length;
  return used <= WIDTH;
}

/** Rows keep whatever they stand in open. */
const isOpen = ({ kind, items }: Group): boolean =>
  (kind === 'rows' && items.length > 0) ||
  items.some((line) => line.some((part) => typeof part !== 'string' && isOpen(part)));

const lastLine = (text: string): string => text.slice(text.lastIndexOf('\n') + 1);

function flat({ kind, items }: Group, before: string): string {
  const text = items.map((item) => flatLine(item).trim()).join(' ');
  if (kind === 'next') return ` ${text}`;
  const list = text.replace(/,$/, '');
  return before.endsWith('{') && list !== '' ? ` ${list} ` : list;
}

const flatLine = (line: Line): string =>
  line.reduce<string>(
    (text, part) => text + (typeof part === 'string' ? part : flat(part, text)),
    '',
  );

/** What is bound to stand on the same line: all up to the next group. */
function untilBreak(rest: Line): string {
  const group = rest.findIndex((part) => typeof part !== 'string' && part.items.length > 0);
  return flatLine(group < 0 ? rest : rest.slice(0, group));
}

function broken({ kind, items }: Group, before: string): string {
  const indent = /^ */.exec(lastLine(before))?.[0] ?? '';
  const inner = `${indent}  `;
  const rows = items.map((item) => layOut(indented(item, inner))).join('\n');
  return kind === 'next' ? `\n${rows}` : `\n${rows}\n${indent}`;
}

function indented([first = '', ...rest]: Line, indent: string): Line {
  return typeof first === 'string'
    ? [indent + first.trimStart(), ...rest]
    : [indent, first, ...rest];
}
