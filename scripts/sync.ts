/** Copies the package versions of all layers into our devDependencies: projects are type-checked against them. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readCatalog } from '../src/catalog/read.ts';

type Versions = Record<string, string>;

const root = path.join(import.meta.dirname, '..');
const file = path.join(root, 'package.json');
const own = JSON.parse(readFileSync(file, 'utf8')) as { devDependencies: Versions };
const { layers } = await readCatalog(path.join(root, 'templates'));

const manifests = layers
  .flatMap(({ parts }) => parts.flatMap(({ files }) => files))
  .filter(({ path: name }) => name === 'package.json')
  .map(({ text }) => JSON.parse(text) as { dependencies?: Versions; devDependencies?: Versions });
for (const { dependencies, devDependencies } of manifests) {
  Object.assign(own.devDependencies, dependencies, devDependencies);
}
own.devDependencies = Object.fromEntries(
  Object.entries(own.devDependencies).sort(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync(file, `${JSON.stringify(own, null, 2)}\n`);
