/** The last step on what was rendered: templates are written in prettier's layout, and this is what answers can do to it. */
import path from 'node:path/posix';
import { format } from './format.ts';
import { alignTables } from './markdown-tables.ts';

const WIDTH = 100;

/** What a path held last: a change renders a project twice, and most files are the same in both. */
const last = new Map<string, { readonly rendered: string; readonly settled: Promise<string> }>();

/** @returns the text in prettier's layout; prettier itself is asked when a line of code became too long. */
export function settle(file: string, rendered: string): Promise<string> {
  const before = last.get(file);
  if (before?.rendered === rendered) return before.settled;
  const settled = settleAnew(path.extname(file), { file, rendered });
  last.set(file, { rendered, settled });
  return settled;
}

async function settleAnew(
  language: string,
  { file, rendered }: { readonly file: string; readonly rendered: string },
): Promise<string> {
  if (language === '.md') return alignTables(tidy(rendered));
  if (!CODE.has(language)) return DATA.has(language) ? tidy(rendered) : rendered;
  // In a template, `${` right before a variable would be three braces.
  const text = tidy(rendered).replaceAll(/\$\{ ([\w.]+) \}/g, '${$1}');
  return text.split('\n').some(isUnusual) ? format(file, text) : text;
}

const isUnusual = (line: string): boolean =>
  line.length > WIDTH || (line.includes(').') && CHAIN.test(line) && /\(.*[{`]/.test(line));

/** `t.text(…).notNull().default(…)`: three calls share a line only while what is handed to them is simple. */
const CHAIN = /^ *(?:\w+: )?\w+\.\w+\(.*\)\.\w+\(.*\)\.\w+\(/;

const CODE: ReadonlySet<string> = new Set(['.ts', '.mts', '.js', '.mjs']);
const DATA: ReadonlySet<string> = new Set(['.json', '.yaml', '.yml']);

/** Where a list was empty or ended, lines without anything are left. */
const tidy = (text: string): string =>
  text
    .replaceAll(/[ \t]+(?=\n|$)/g, '')
    .replaceAll(/([{[(])\n\s*(?=[}\])])/g, '$1')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
    .replace(/\n*$/, '\n');
