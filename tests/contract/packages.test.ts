/** Projects are type-checked against our node_modules, so what is there has to be what they would install. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { catalog, root } from '../support/answers.ts';

type Versions = Readonly<Record<string, string>>;

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

test('our own devDependencies have every package of every layer, in the same version', () => {
  expect(wanted.filter(([name, version]) => devDependencies[name] !== version)).toEqual([]);
});

test('docs/dependencies.md says why each package is there that is ours and no layer brings', () => {
  const text = readFileSync(path.join(root, 'docs/dependencies.md'), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| '));
  const named = new Set(rows.flatMap((row) => row.split('|')[1]?.trim().split(', ') ?? []));
  const brought = new Set(wanted.map(([name]) => name));
  const own = Object.keys(devDependencies).filter((name) => !brought.has(name));
  // Types and rules come with what they belong to.
  const unexplained = own.filter((name) => !named.has(name) && !/^@types\/|^@eslint\//.test(name));
  expect(unexplained).toEqual([]);
});
