/** What the chosen features bring along, and why. */
import { findLayer } from '../catalog/find.ts';
import type { Catalog, Chosen, Layer } from '../types.ts';

/** Asked features and those they need, every one after what it needs. */
export function withImplied(catalog: Catalog, asked: readonly string[]): readonly Chosen[] {
  const chosen = new Map<string, Chosen>();
  const add = (id: string, reason: string): void => {
    if (chosen.has(id)) return;
    const layer = featureLayer(catalog, id);
    layer.needs?.features?.forEach((needed) => {
      if (!asked.includes(needed)) add(needed, `needed by ${layer.id}`);
      else add(needed, CHOSEN);
    });
    chosen.set(id, { layer, reason });
  };
  [...asked].sort().forEach((id) => add(id, CHOSEN));
  return [...chosen.values()];
}

export const CHOSEN = 'you chose it';

function featureLayer(catalog: Catalog, id: string): Layer {
  const layer = findLayer(catalog, 'feature', id);
  if (!layer) throw new Error(`no feature ${id} in the catalog`);
  return layer;
}
