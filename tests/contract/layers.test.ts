/** Rules about layers themselves: one test a rule, over all of them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { atoms, layerOf } from '../../src/catalog/conditions.ts';
import { checkTemplate } from '../../src/compose/template-rules.ts';
import { knownOptions } from '../../src/modules/options.ts';
import type { Layer } from '../../src/types.ts';
import { catalog, root } from '../support/answers.ts';
import { BROUGHT } from '../support/combinations.ts';

const named = catalog.layers.map((layer) => [`${layer.kind} ${layer.id}`, layer] as const);
const ids = new Set([
  ...catalog.layers.filter(({ kind }) => kind !== 'level').map(({ id }) => id),
  ...knownOptions(catalog).map(({ id }) => id),
]);

/** True of a project that a learner writes. */
const WORKSHOP = 'workshop';

describe.each(named)('%s', (_, layer) => {
  test('speaks in its conditions only of layers that exist', () => {
    const unknown = conditionsOf(layer)
      .flatMap(atoms)
      .map(layerOf)
      .filter((id) => id !== undefined && id !== WORKSHOP && !ids.has(id));
    expect(unknown).toEqual([]);
  });

  test('has templates that obey the rules', () => {
    const problems = layer.parts.flatMap(({ kind, when, files }) =>
      files
        .filter(({ path: file }) => file.endsWith('.hbs'))
        .flatMap(({ path: file, text }) => checkTemplate(`${kind}@${when}/${file}`, text)),
    );
    expect(problems).toEqual([]);
  });

  test('calls a file .hbs only when it has a variable, and the other way round', () => {
    const wrong = layer.parts.flatMap(({ files }) =>
      files
        .filter(
          ({ path: file, text }) =>
            file.endsWith('.hbs') !== /(?<!\$)\{\{(?:#each |\w+ )?[\w.]+\}\}/.test(text),
        )
        .map(({ path: file }) => file),
    );
    expect(wrong).toEqual([]);
  });

  test('says why each package is there', () => {
    const packages = layer.parts
      .filter(({ kind }) => kind === 'documents')
      .flatMap(({ files }) => files.filter(({ path: file }) => file === 'package.json'))
      .flatMap(({ text }) =>
        Object.keys((JSON.parse(text) as { dependencies?: object }).dependencies ?? {}),
      );
    expect(packages.filter((name) => !layer.dependencies?.[name])).toEqual([]);
  });

  test('fixes the versions of its packages', () => {
    const versions = layer.parts
      .flatMap(({ files }) => files.filter(({ path: file }) => file === 'package.json'))
      .flatMap(({ text }) => {
        const { dependencies = {}, devDependencies = {} } = JSON.parse(text) as Record<
          string,
          Record<string, string>
        >;
        return Object.entries({ ...dependencies, ...devDependencies });
      });
    expect(versions.filter(([, version]) => !/^~?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
      [],
    );
  });
});

test('what a feature keeps in a database is history, if it can be taken away', () => {
  const removable = catalog.layers.filter(
    ({ kind, id }) => kind === 'feature' && !BROUGHT.includes(id),
  );
  const lost = removable.flatMap(({ id, parts }) =>
    parts
      .filter(({ kind }) => kind === 'files' || kind === 'documents')
      .flatMap(({ files }) => files)
      .filter(({ path: file }) => file.includes('/migrations/'))
      .map(({ path: file }) => `${id}: ${file}`),
  );
  expect(lost).toEqual([]);
});

test('no file in src/ knows the id of a layer', () => {
  const words = [...ids]
    .filter((id) => !['module', 'example', 'none', 'project', 'lessons'].includes(id))
    .join('|');
  const spelled = new RegExp(`['"\`](?:${words})['"\`]`);
  const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts'),
  );
  expect(sources.length).toBeGreaterThan(20);
  expect(
    sources.filter((file) => spelled.test(readFileSync(path.join(root, 'src', file), 'utf8'))),
  ).toEqual([]);
});

function conditionsOf(layer: Layer): readonly string[] {
  const plugs = Object.values(layer.sockets ?? {}).flat();
  const said = [...plugs, ...(layer.env ?? []), ...(layer.api ?? []), ...(layer.modules ?? [])];
  return [...layer.parts.map(({ when }) => when), ...said.map(({ when }) => when ?? '')];
}
