/** Projects are type-checked against our node_modules, so what is there has to be what they would install. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { catalog, root } from '../support/answers.ts';

type Versions = Readonly<Record<string, string>>;

test('our own devDependencies have every package of every layer, in the same version', () => {
  const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    devDependencies: Versions;
  };
  const wanted = catalog.layers
    .flatMap(({ parts }) =>
      parts.flatMap(({ files }) => files.filter((file) => file.path === 'package.json')),
    )
    .map(({ text }) => JSON.parse(text) as { dependencies?: Versions; devDependencies?: Versions })
    .flatMap(({ dependencies = {}, devDependencies: forDevelopment = {} }) =>
      Object.entries({ ...dependencies, ...forDevelopment }),
    );
  expect(wanted.filter(([name, version]) => devDependencies[name] !== version)).toEqual([]);
});
