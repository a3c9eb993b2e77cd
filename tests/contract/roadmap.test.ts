/** docs/roadmap.md promises files and commands for the rows of the roadmap: here they are looked for. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { expect, test } from 'vitest';
import { ROWS } from '../../scripts/roadmap/rows.ts';
import { SERVED } from '../../scripts/roadmap/served.ts';
import { roadmapDocument } from '../../scripts/roadmap/document.ts';
import { withDefaults } from '../../src/answers/draft.ts';
import { answersFromFlags } from '../../src/answers/from-flags.ts';
import { findLayer, layersOf } from '../../src/catalog/find.ts';
import { CREATE, SUBCOMMANDS } from '../../src/cli/flags.ts';
import { parse } from '../../src/cli/parse.ts';
import { fit } from '../../src/resolve/fit.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import { catalog, render, root, shop } from '../support/answers.ts';
import { starterAnswers } from '../support/combinations.ts';

test('the page is what the script would write today: npm run roadmap', async () => {
  const page = readFileSync(path.join(root, 'docs/roadmap.md'), 'utf8');
  const fresh = await prettier.format(roadmapDocument(catalog), { parser: 'markdown' });
  expect(page).toBe(fresh);
});

test('no row is there twice, and nothing is served that is no row', () => {
  const ids = ROWS.map(([id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(Object.keys(SERVED).filter((id) => !ids.includes(id))).toEqual([]);
  const onLists = catalog.layers.flatMap(({ checklist = [] }) => checklist.map(({ id }) => id));
  expect(onLists.filter((id) => !ids.includes(id))).toEqual([]);
});

/** The level from which a starter makes sense. */
const firstOf = (starter = ''): number => findLayer(catalog, 'starter', starter)?.needs?.level ?? 0;

test('every file that is said to serve a row is in a project of its level', async () => {
  const all = layersOf(catalog, 'feature').map(({ id }) => id);
  const highest = Math.max(...layersOf(catalog, 'level').map(({ id }) => Number(id)));
  const answers = [
    shop({ level: 1 }),
    shop({ level: 2 }),
    ...starterAnswers().filter(({ starter, level }) => level <= Math.max(3, firstOf(starter))),
    ...['postgres', 'mongo'].flatMap((database) => [
      shop({ level: 3, database, features: ['docker'] }),
      withEverythingThatFits(shop({ level: highest, database }), all),
    ]),
  ];
  const paths = new Set(
    (await Promise.all(answers.map(render))).flatMap((tree) => [...tree.keys()]),
  );
  const named = Object.values(SERVED).flatMap(({ files = [] }) => files);
  expect(named.filter((file) => !paths.has(file))).toEqual([]);
});

test.each(
  Object.entries(SERVED).flatMap(([id, { run }]) =>
    run === undefined ? [] : [[id, run] as const],
  ),
)('the command that serves %s is one: %s', (_, run) => {
  const [command, words = ''] = run.split(' my-api -- ');
  if (command !== 'npm create backendbytes') {
    expect(SUBCOMMANDS.map(({ name }) => name)).toContain(run.split(' ').slice(0, 2).join(' '));
    return;
  }
  const args = [...words.matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );
  const draft = answersFromFlags(parse(args, CREATE).given, catalog);
  const answers = withDefaults(draft, { name: 'my-api', packageManager: 'npm' }, catalog);
  expect(() => resolve(answers, catalog)).not.toThrow();
});

function withEverythingThatFits(answers: ReturnType<typeof shop>, features: readonly string[]) {
  const fitting = features.filter(
    (id) => fit({ ...answers, features: [id] }, catalog).length === 0,
  );
  return { ...answers, features: fitting };
}
