/** What the level, the starter and the chosen features bring along, and why. */
import { holds } from '../catalog/conditions.ts';
import { findLayer, levelChain } from '../catalog/find.ts';
import type { Answers, Catalog, Chosen, Layer } from '../types.ts';

type Asking = Pick<Answers, 'level' | 'database' | 'features' | 'starter'>;

/** Features the level and the starter bring, those that were asked for and those they need, every one after what it needs. */
export function withImplied(catalog: Catalog, answers: Asking): readonly Chosen[] {
  const chosen = new Map<string, Chosen>();
  const add = (id: string, reason: string): void => {
    if (chosen.has(id)) return;
    const layer = featureLayer(catalog, id);
    neededBy(layer, answers).forEach((needed) => add(needed, reasonFor(needed, layer.id, answers)));
    chosen.set(id, { layer, reason });
  };
  levelChain(catalog, answers.level).forEach((level) =>
    neededBy(level, answers).forEach((id) => add(id, reasonFor(id, `level ${level.id}`, answers))),
  );
  const starter = findLayer(catalog, 'starter', answers.starter ?? '');
  if (starter) {
    neededBy(starter, answers).forEach((id) => add(id, reasonFor(id, starter.id, answers)));
  }
  [...answers.features].sort().forEach((id) => add(id, CHOSEN));
  return [...chosen.values()];
}

/** Features that are there at this level whether they are asked for or not. */
export const broughtByLevel = (catalog: Catalog, answers: Asking): ReadonlySet<string> =>
  new Set(withImplied(catalog, { ...answers, features: [] }).map(({ layer }) => layer.id));

/** Features for the level: what the old one brought and the new one does not stays, asked for by name from then on. */
export function featuresAt(level: number, answers: Asking, catalog: Catalog): readonly string[] {
  const brought = broughtByLevel(catalog, { ...answers, level });
  const left = [...broughtByLevel(catalog, answers)].filter((id) => !brought.has(id));
  return [...new Set([...answers.features, ...left])].sort();
}

export const CHOSEN = 'you chose it';

const reasonFor = (id: string, whoNeedsIt: string, { features }: Asking): string =>
  features.includes(id) ? CHOSEN : `needed by ${whoNeedsIt}`;

/** `redis@mongo` is needed where the condition holds. */
function neededBy({ needs }: Layer, { level, database, features }: Asking): readonly string[] {
  const facts = { level, chosen: new Set([database, ...features]) };
  return (needs?.features ?? []).flatMap((needed) => {
    const [id = '', when] = needed.split('@');
    return holds(when, facts) ? [id] : [];
  });
}

function featureLayer(catalog: Catalog, id: string): Layer {
  const layer = findLayer(catalog, 'feature', id);
  if (!layer) throw new Error(`no feature ${id} in the catalog`);
  return layer;
}
