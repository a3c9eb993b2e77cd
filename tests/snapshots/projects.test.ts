/**
 * Whole projects, reviewed as diffs: what a user would receive. `npx vitest run tests/snapshots -u` after a change that you mean.
 * Long files of one piece are listed by digest; everything that answers shape is shown.
 */
import { describe, expect, test } from 'vitest';
import { digest } from '../../src/compose/digest.ts';
import type { Answers, Tree } from '../../src/types.ts';
import { catalog, render, shop } from '../support/answers.ts';

const PROJECTS: readonly (readonly [string, Answers])[] = [
  ['level-1', shop({ level: 1 })],
  ['level-2', shop()],
  ['level-2-bare', shop({ example: false })],
  ['level-3-postgres-docker', shop({ level: 3, database: 'postgres', features: ['docker'] })],
  [
    'level-3-mongo-docker',
    shop({
      level: 3,
      database: 'mongo',
      features: ['docker'],
      modules: [{ name: 'people', fields: ['name:string', 'email:email:unique'] }],
    }),
  ],
];

describe.each(PROJECTS)('%s', (name, answers) => {
  test('is what it was when it was last reviewed', async () => {
    await expect(print(await render(answers))).toMatchFileSnapshot(`__snapshots__/${name}.txt`);
  });
});

const asWritten = new Set(
  catalog.layers.flatMap(({ parts }) =>
    parts
      .filter(({ kind }) => kind === 'files')
      .flatMap(({ files }) => files.map(({ text }) => text)),
  ),
);

const print = (tree: Tree): string =>
  [...tree]
    .filter(([file]) => file !== '.backendbytes.json')
    .map(([file, { text, isExecutable, isPrivate }]) => {
      const marks = [isExecutable && 'executable', isPrivate && 'private']
        .filter(Boolean)
        .join(', ');
      const head = `=== ${file}${marks && ` (${marks})`}`;
      return asWritten.has(text) ? `${head} ${digest(text).slice(0, 12)}` : `${head}\n${text}`;
    })
    .join('\n');
