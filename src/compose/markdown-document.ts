/** Markdown by heading: a fragment's text goes to the end of the section of the same name; new sections go last. */
import type { Fragment } from './documents.ts';

interface Section {
  /** `## Run it`; empty for what stands before the first heading */
  readonly heading: string;
  readonly depth: number;
  body: string;
  readonly sections: Section[];
}

export function mergeMarkdown(_file: string, fragments: readonly Fragment[]): string {
  const root = section('');
  fragments.forEach(({ text }) => mergeSections(root, parse(text)));
  return `${print(root).trim()}\n`;
}

function parse(text: string): Section {
  const root = section('');
  const open = [root];
  let isCode = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('```')) isCode = !isCode;
    const isHeading = !isCode && /^#{1,6} /.test(line);
    if (isHeading) openSection(open, line);
    else last(open).body += `${line}\n`;
  }
  return root;
}

function openSection(open: Section[], line: string): void {
  const next = section(line);
  while (last(open).depth >= next.depth) open.pop();
  last(open).sections.push(next);
  open.push(next);
}

function mergeSections(into: Section, from: Section): void {
  into.body = joinBodies(into.body.trim(), from.body.trim());
  for (const next of from.sections) {
    const home = homeOf(next, into);
    const known = home.sections.find(({ heading }) => heading === next.heading);
    if (known) mergeSections(known, next);
    else home.sections.push(next);
  }
}

/** Fragments leave the title to the lowest layer; their sections stand below it. */
const homeOf = ({ depth }: Section, into: Section): Section =>
  into.depth === 0 && depth > 1 ? (into.sections.find((title) => title.depth === 1) ?? into) : into;

/** Rows continue a table; anything else is a new paragraph. */
function joinBodies(one: string, other: string): string {
  if (!one || !other) return one || other;
  const isTable = other.startsWith('|') && last(one.split('\n')).startsWith('|');
  return isTable ? `${one}\n${other}` : `${one}\n\n${other}`;
}

/** A section in which nothing stands is left out: the skeleton may name places nobody fills. */
function print({ heading, body, sections }: Section): string {
  const inner = [body.trim(), ...sections.map(print)].filter((text) => text !== '').join('\n\n');
  if (inner === '' && !heading.startsWith('# ')) return '';
  return [heading, inner].filter((text) => text !== '').join('\n\n');
}

const section = (heading: string): Section => ({
  heading,
  depth: heading.indexOf(' ') === -1 ? 0 : heading.indexOf(' '),
  body: '',
  sections: [],
});

function last<Item>(items: readonly Item[]): Item {
  const item = items.at(-1);
  if (item === undefined) throw new Error('a document without an open section');
  return item;
}
