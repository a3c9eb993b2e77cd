/** `backendbytes list`: what there is to choose from. */
import { layersOf } from '../catalog/find.ts';
import { nearest } from '../answers/nearest.ts';
import { EXIT, UserError } from '../errors.ts';
import { printable } from '../names.ts';
import type { Catalog, Layer, LayerKind } from '../types.ts';
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
  else kinds.forEach(([title, kind]) => show(title, layersOf(catalog, kind), output));
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
    kinds.map(([title, kind]) => [title.toLowerCase(), layersOf(catalog, kind).map(layerDocument)]),
  ),
});

const layerDocument = ({
  id,
  title,
  hint,
  aliases = [],
  isDefault = false,
  about,
  needs = {},
  starts,
  stretch,
}: Layer): object => ({
  id,
  title,
  hint,
  aliases,
  isDefault,
  ...(about ? { about } : {}),
  ...(starts ? { starts } : {}),
  ...(stretch ? { stretch } : {}),
  needs,
});

function show(title: string, layers: readonly Layer[], { say, styled }: Output): void {
  if (layers.length === 0) return;
  say(styled('bold', title));
  const names = layers.map(({ id, aliases = [] }) => [id, ...aliases].join(', '));
  const width = Math.max(...names.map((name) => name.length));
  layers.forEach(({ hint, about, needs }, row) => {
    const from = needs?.level === undefined ? '' : styled('dim', ` (from level ${needs.level})`);
    say(
      `  ${styled('cyan', (names[row] ?? '').padEnd(width))}  ${about ? `${about.promise} (${about.time})` : hint}${from}`,
    );
  });
  say();
}
