/**
 * Line breaks that depend on what was rendered, placed as prettier places them. `{{#fit}}` stands inside brackets and holds
 * one item a line, each with its comma: they share a line when it has room for them, else every item has its own.
 */
const WIDTH = 100;

// Two first halves of characters in a row: no escape lets such a thing through, so nothing that is rendered looks like it.
const OPEN = '\ud801\ud801';
const CLOSE = '\ud802\ud802';

/** What the block helper makes of its content. */
export const fitted = (content: string): string => `${OPEN}${content}${CLOSE}`;

/** A line that is a list of texts and groups. */
type Line = readonly (string | Group)[];

interface Group {
  readonly items: readonly Line[];
}

/** @returns the text with every group laid out */
export function fit(text: string): string {
  if (!text.includes(OPEN)) return text;
  const { lines } = readLines(
    text.replaceAll(/\s*\ud801\ud801\s*/g, OPEN).replaceAll(/\s*\ud802\ud802\s*/g, CLOSE),
    0,
  );
  return lines.map((line) => layOut(line)).join('\n');
}

/** Reads lines up to the end of a group, or of the text. */
function readLines(text: string, start: number): { lines: readonly Line[]; end: number } {
  const lines: (string | Group)[][] = [[]];
  let at = start;
  while (at < text.length) {
    if (text.startsWith(CLOSE, at)) break;
    if (text.startsWith(OPEN, at)) {
      const group = readLines(text, at + OPEN.length);
      lines.at(-1)?.push({ items: group.lines.filter((line) => !isEmpty(line)) });
      at = group.end + CLOSE.length;
      continue;
    }
    const next = nextMark(text, at);
    const [first = '', ...rest] = text.slice(at, next).split('\n');
    lines.at(-1)?.push(first);
    rest.forEach((line) => lines.push([line]));
    at = next;
  }
  return { lines, end: at };
}

function nextMark(text: string, from: number): number {
  const marks = [text.indexOf(OPEN, from), text.indexOf(CLOSE, from)].filter((at) => at >= 0);
  return marks.length === 0 ? text.length : Math.min(...marks);
}

const isEmpty = (line: Line): boolean =>
  line.every((part) => typeof part === 'string' && part.trim() === '');

/** Groups from left to right: each looks as far as the next place where the line may break. */
function layOut(line: Line): string {
  let laid = '';
  line.forEach((part, place) => {
    if (typeof part === 'string') laid += part;
    else if (part.items.length > 0) {
      const flat = flatten(part, laid.at(-1) === '{');
      const used = lastLine(laid).length + flat.length + untilBreak(line.slice(place + 1)).length;
      laid += used <= WIDTH ? flat : broken(part, indentOf(lastLine(laid)));
    }
  });
  return laid;
}

const lastLine = (text: string): string => text.slice(text.lastIndexOf('\n') + 1);

/** After a group that was broken the line goes on at its own indent. */
const indentOf = (line: string): string => /^ */.exec(line)?.[0] ?? '';

function flatten({ items }: Group, isObject: boolean): string {
  const text = items
    .map((item) => flatLine(item).trim())
    .join(' ')
    .replace(/,$/, '');
  return isObject && text !== '' ? ` ${text} ` : text;
}

const flatLine = (line: Line): string =>
  line.reduce<string>(
    (text, part) => text + (typeof part === 'string' ? part : flatten(part, text.at(-1) === '{')),
    '',
  );

/** What is bound to stand on the same line: all up to the next group. */
function untilBreak(rest: Line): string {
  const group = rest.findIndex((part) => typeof part !== 'string' && part.items.length > 0);
  return flatLine(group < 0 ? rest : rest.slice(0, group));
}

function broken({ items }: Group, indent: string): string {
  const inner = `${indent}  `;
  const rows = items.map((item) => layOut(indented(item, inner)));
  return `\n${rows.join('\n')}\n${indent}`;
}

function indented([first = '', ...rest]: Line, indent: string): Line {
  return typeof first === 'string'
    ? [indent + first.trimStart(), ...rest]
    : [indent, first, ...rest];
}
