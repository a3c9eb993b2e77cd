/** YAML by key: maps merge, lists join, one value a key. Comments and styles of every fragment are kept. */
import type { Fragment } from './documents.ts';
import { isEmpty, printBlock, printEntry, readBlock, unquoted } from './yaml-entries.ts';
import type { Block, Entry } from './yaml-entries.ts';

export function mergeYaml(file: string, fragments: readonly Fragment[]): string {
  const [first, ...others] = fragments.map((fragment) => ({
    fragment,
    block: readBlock(fragment.text),
  }));
  if (!first) return '';
  others.forEach(({ fragment, block }) =>
    mergeBlocks(first.block, block, { file, fragment, at: [] }),
  );
  return `${printBlock(first.block)}\n`;
}

interface Place {
  readonly file: string;
  readonly fragment: Fragment;
  readonly at: readonly string[];
}

function mergeBlocks(one: Block, other: Block, place: Place): void {
  for (const entry of other.entries) {
    if (entry.key === undefined) joinItem(one, entry, place);
    else joinKey(one, entry, { ...place, at: [...place.at, entry.key] });
  }
}

function joinKey(one: Block, entry: Entry, place: Place): void {
  const before = one.entries.find(({ key }) => key === entry.key);
  if (!before) one.entries.push(place.at.length === 2 ? apart(entry) : entry);
  else if (place.fragment.replaces.includes(place.at.join('.'))) replace(one, before, entry);
  else if (isNested(before) && isNested(entry)) mergeBlocks(before.below, entry.below, place);
  else if (!isSame(before, entry)) throw clash(before, entry, place);
}

/** What begins with the same name is the same thing: `- name: app` of two layers is one entry. */
function joinItem(one: Block, item: Entry, place: Place): void {
  const name = nameOf(item);
  const before = name === undefined ? undefined : one.entries.find((each) => nameOf(each) === name);
  if (before) mergeBlocks(before.below, item.below, { ...place, at: [...place.at, name ?? ''] });
  else if (!one.entries.some((known) => isSame(known, item))) one.entries.push(item);
}

function nameOf({ key, line }: Entry): string | undefined {
  const name = key === undefined ? /^\s*- name: (.+)$/.exec(line)?.[1] : undefined;
  return name && unquoted(name);
}

/** The comment above stays: it speaks of the key. */
function replace({ entries }: Block, before: Entry, entry: Entry): void {
  entries.splice(entries.indexOf(before), 1, { ...entry, above: before.above });
}

/** Services, volumes and jobs stand apart by an empty line, however many layers they came from. */
const apart = (entry: Entry): Entry =>
  isEmpty(entry.below) || entry.above[0] === '' ? entry : { ...entry, above: ['', ...entry.above] };

const isNested = ({ below }: Entry): boolean => below.entries.length > 0;

const isSame = (one: Entry, other: Entry): boolean => valueOf(one) === valueOf(other);

const valueOf = (entry: Entry): string =>
  printEntry({ ...entry, above: [], line: entry.line.replace(/^\s*(?:- )?/, '') });

const clash = (before: Entry, entry: Entry, { fragment, file, at }: Place): Error => {
  const key = at.join('.');
  const [old, next] = [before, entry].map((one) => valueOf(one).slice(one.key?.length).slice(2));
  return new Error(
    `${fragment.owner} wants ${key} in ${file} to be ${next}, a lower layer ${old}; it may say replaces: ['${file}#${key}']`,
  );
};
