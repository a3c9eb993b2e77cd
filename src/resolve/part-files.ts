/** Files of one kind that apply, whatever layers they are of. */
import { atoms, holds } from '../catalog/conditions.ts';
import type { Blueprint, Layer, PartKind } from '../types.ts';
import { factsOf } from './resolve.ts';

export interface LayerFile {
  readonly text: string;
  readonly layer: Layer;
}

/** @returns path → file; one under a condition takes the place of the general one */
export function filesOfKind(
  blueprint: Pick<Blueprint, 'answers' | 'chosen'>,
  wanted: PartKind,
): ReadonlyMap<string, LayerFile> {
  const facts = factsOf(blueprint);
  return new Map(
    blueprint.chosen.flatMap(({ layer }) =>
      layer.parts
        .filter(({ kind, when }) => kind === wanted && holds(when, facts))
        .sort((a, b) => atoms(a.when).length - atoms(b.when).length)
        .flatMap(({ files }) => files)
        .map(({ path, text }): [string, LayerFile] => [path, { text, layer }]),
    ),
  );
}
