/** Which layers write which path: for people who ask where a file comes from. */
import type { Blueprint, Layer } from '../types.ts';
import { documentRounds, fileRounds, overlay, renderParts } from './overlay.ts';
import { lessonsOf, withReading } from './reading.ts';
import { buildScopes } from './scope.ts';

/** path → its layers; a document has one for every fragment, lowest first */
export function originsOf(blueprint: Blueprint): ReadonlyMap<string, readonly Layer[]> {
  const scopes = withReading(blueprint, buildScopes(blueprint));
  const files = overlay(renderParts(blueprint, fileRounds(scopes)));
  const documents = renderParts(blueprint, documentRounds(scopes));
  const origins = new Map<string, readonly Layer[]>(
    [...files].map(([path, { layer }]) => [path, [layer]]),
  );
  for (const { path, layer } of documents)
    origins.set(path, [...new Set([...(origins.get(path) ?? []), layer])]);
  for (const { path, layer } of lessonsOf(blueprint)) origins.set(path, [layer]);
  return origins;
}
