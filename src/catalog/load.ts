/** The catalog that the build put beside the bundle. */
import { readFileSync } from 'node:fs';
import type { Catalog } from '../types.ts';

export const loadCatalog = (): Catalog =>
  JSON.parse(readFileSync(new URL('./catalog.json', import.meta.url), 'utf8')) as Catalog;
