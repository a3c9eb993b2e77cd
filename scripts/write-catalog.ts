/** The catalog as the package carries it: what layers say of themselves in one file, what they bring in one file each. */
import path from 'node:path';
import fs from 'fs-extra';
import { fileOfLayer } from '../src/catalog/load.ts';
import type { Catalog } from '../src/types.ts';

export function writeCatalog({ layers }: Catalog, dist: string): void {
  const definitions = layers.map(({ parts, ...definition }) => {
    fs.outputJsonSync(path.join(dist, fileOfLayer(definition)), parts);
    return definition;
  });
  fs.outputJsonSync(path.join(dist, 'catalog/index.json'), definitions);
}
