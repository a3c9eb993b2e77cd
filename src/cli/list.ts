/** `backendbytes list`: what there is to choose from. */
import { layersOf } from '../catalog/find.ts';
import { EXIT } from '../errors.ts';
import type { Catalog, Layer, LayerKind } from '../types.ts';
import type { Exit } from './exit.ts';
import type { Output } from './output.ts';
import { has, type Parsed } from './parse.ts';

const KINDS: readonly (readonly [title: string, kind: LayerKind])[] = [
  ['Levels', 'level'],
  ['Databases', 'database'],
  ['Features', 'feature'],
];

export function list(catalog: Catalog, parsed: Parsed, output: Output): Exit {
  if (has(parsed, 'json')) output.document(listDocument(catalog));
  else KINDS.forEach(([title, kind]) => show(title, layersOf(catalog, kind), output));
  return EXIT.ok;
}

const listDocument = (catalog: Catalog): object => ({
  schema: 1,
  ok: true,
  ...Object.fromEntries(
    KINDS.map(([title, kind]) => [title.toLowerCase(), layersOf(catalog, kind).map(layerDocument)]),
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
}: Layer): object => ({
  id,
  title,
  hint,
  aliases,
  isDefault,
  ...(about ? { about } : {}),
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
