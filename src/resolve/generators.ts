/** What the layers of a project can generate, and which layer would bring a generator that is not there. */
import type { Blueprint, Catalog, Generator, Layer } from '../types.ts';

export interface KnownGenerator extends Generator {
  readonly id: string;
}

export const generatorsOf = ({ chosen }: Pick<Blueprint, 'chosen'>): readonly KnownGenerator[] => {
  const all = new Map(chosen.flatMap(({ layer }) => Object.entries(layer.generators ?? {})));
  return [...all]
    .map(([id, generator]) => ({ ...generator, id }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
};

/** Lowest first. */
export const layersWithGenerator = ({ layers }: Catalog, id: string): readonly Layer[] =>
  layers.filter(({ generators = {} }) => Object.hasOwn(generators, id));
