import type { Catalog, Layer, LayerKind } from '../types.ts';

export const layersOf = (catalog: Catalog, kind: LayerKind): readonly Layer[] =>
  catalog.layers.filter((layer) => layer.kind === kind);

/** By id or alias; undefined when there is none. */
export const findLayer = (catalog: Catalog, kind: LayerKind, name: string): Layer | undefined =>
  layersOf(catalog, kind).find(({ id, aliases }) => id === name || aliases?.includes(name));

/** The level's layer and those it stands on, lowest first. */
export function levelChain(catalog: Catalog, level: number): readonly Layer[] {
  const layer = findLayer(catalog, 'level', String(level));
  if (!layer) throw new Error(`no level ${level} in the catalog`);
  const below = layer.about?.buildsOn;
  return below === undefined ? [layer] : [...levelChain(catalog, below), layer];
}
