/** `backendbytes list`: what there is to choose from. */
import { layersOf } from '../catalog/find.ts';
import { nearest } from '../answers/nearest.ts';
import { EXIT, UserError } from '../errors.ts';
import { printable } from '../names.ts';
import type { Catalog, Layer, LayerKind } from '../types.ts';
import { workshopsOf } from '../workshop/offered.ts';
import type { Exit } from './exit.ts';
import type { Output } from './output.ts';
import { has, type Parsed } from './parse.ts';

const KINDS: readonly (readonly [title: string, kind: LayerKind])[] = [
  ['Levels', 'level'],
  ['Databases', 'database'],
  ['Features', 'feature'],
  ['Starters', 'starter'],
];

export function list(catalog: Catalog, parsed: Parsed, output: Output): Exit {
  const kinds = wanted(parsed.positionals);
  if (has(parsed, 'json')) output.document(listDocument(catalog, kinds));
  else kinds.forEach(([title, kind]) => show(title, layersOf(catalog, kind), { catalog, output }));
  return EXIT.ok;
}

/** `list starters`; without a word, all. */
function wanted(words: readonly string[]): typeof KINDS {
  const names = KINDS.map(([title]) => title.toLowerCase());
  const unknown = words.find((word) => !names.includes(word));
  if (unknown !== undefined) {
    const meant = nearest(unknown, names);
    throw new UserError(
      'USAGE',
      `There is no list of ${printable(unknown)}.`,
      meant ? `Did you mean ${meant}?` : `Lists: ${names.join(', ')}`,
    );
  }
  return words.length === 0
    ? KINDS
    : KINDS.filter(([title]) => words.includes(title.toLowerCase()));
}

const listDocument = (catalog: Catalog, kinds: typeof KINDS): object => ({
  schema: 1,
  ok: true,
  ...Object.fromEntries(
    kinds.map(([title, kind]) => [
      title.toLowerCase(),
      layersOf(catalog, kind).map((layer) => layerDocument(layer, catalog)),
    ]),
  ),
});

function layerDocument(layer: Layer, catalog: Catalog): object {
  const { id, title, hint, aliases = [], isDefault = false, about, needs = {} } = layer;
  const { starts, stretch } = layer;
  const workshops = workshopsOf(layer, catalog).map(({ answers: { level, database }, steps }) => ({
    level,
    database,
    steps: steps.length,
  }));
  return {
    id,
    title,
    hint,
    aliases,
    isDefault,
    ...(about ? { about } : {}),
    ...(starts ? { starts } : {}),
    ...(stretch ? { stretch } : {}),
    ...(workshops.length > 0 ? { workshops } : {}),
    needs,
  };
}

interface Showing {
  readonly catalog: Catalog;
  readonly output: Output;
}

function show(title: string, layers: readonly Layer[], { catalog, output }: Showing): void {
  if (layers.length === 0) return;
  const { say, styled } = output;
  say(styled('bold', title));
  const names = layers.map(({ id, aliases = [] }) => [id, ...aliases].join(', '));
  const width = Math.max(...names.map((name) => name.length));
  layers.forEach((layer, row) => {
    const { hint, about, needs } = layer;
    const from = needs?.level === undefined ? '' : styled('dim', ` (from level ${needs.level})`);
    say(
      `  ${styled('cyan', (names[row] ?? '').padEnd(width))}  ${about ? `${about.promise} (${about.time})` : hint}${from}`,
    );
    workshopLines(layer, catalog).forEach((line) =>
      say(styled('dim', `  ${' '.repeat(width)}  ${line}`)),
    );
  });
  say();
}

/** `workshop: 10 steps at level 3 on mongo, postgres` */
function workshopLines(starter: Layer, catalog: Catalog): readonly string[] {
  const databases = new Map<string, string[]>();
  for (const { answers, steps } of workshopsOf(starter, catalog)) {
    const what = `workshop: ${steps.length} steps at level ${answers.level}`;
    databases.set(what, [...(databases.get(what) ?? []), answers.database]);
  }
  return [...databases].map(([what, names]) =>
    names.includes('none') ? what : `${what} on ${names.join(', ')}`,
  );
}
