/** The catalog that the build put beside the bundle. What a layer brings is read when somebody asks for it. */
import { readFileSync } from 'node:fs';
import type { Catalog, Layer, Part } from '../types.ts';

let loaded: Catalog | undefined;

export const loadCatalog = (): Catalog =>
  (loaded ??= {
    layers: read<readonly Omit<Layer, 'parts'>[]>('catalog/index.json').map(withParts),
  });

/** Where it stands below the bundle. */
export const fileOfLayer = ({ kind, id }: Pick<Layer, 'kind' | 'id'>): string =>
  `catalog/${kind}-${id}.json`;

function withParts(definition: Omit<Layer, 'parts'>): Layer {
  let parts: readonly Part[] | undefined;
  return Object.defineProperty(definition, 'parts', {
    enumerable: true,
    get: () => (parts ??= read<readonly Part[]>(fileOfLayer(definition))),
  }) as Layer;
}

const read = <Value>(file: string): Value =>
  JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Value;
