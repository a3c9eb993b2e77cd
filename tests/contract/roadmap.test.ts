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
import type { Answers } from '../../src/types.ts';
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

const COMMANDS = Object.entries(SERVED).flatMap(([id, { run }]) =>
  run === undefined ? [] : [[id, run] as const],
);
const makesProject = (run: string): boolean => run.startsWith('npm create backendbytes ');
const CREATED = COMMANDS.filter(([, run]) => makesProject(run));
const CALLED = COMMANDS.filter(([, run]) => !makesProject(run));

/** What is answered by `npm create backendbytes my-api -- …`. */
function answersOf(run: string): Answers {
  const [, words = ''] = run.split(' my-api -- ');
  const args = [...words.matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );
  const draft = answersFromFlags(parse(args, CREATE).given, catalog);
  return withDefaults(draft, { name: 'my-api', packageManager: 'npm' }, catalog);
}

/** The level from which a starter makes sense. */
const firstOf = (starter = ''): number => findLayer(catalog, 'starter', starter)?.needs?.level ?? 0;

test('every file that is said to serve a row is in a project of its level', async () => {
  const all = layersOf(catalog, 'feature').map(({ id }) => id);
  const highest = Math.max(...layersOf(catalog, 'level').map(({ id }) => Number(id)));
  const answers = [
    shop({ level: 1 }),
    shop({ level: 2 }),
    ...starterAnswers().filter(({ starter, level }) => level <= Math.max(3, firstOf(starter))),
    ...CREATED.map(([, run]) => answersOf(run)).filter(({ starter }) => starter !== undefined),
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

test.each(CREATED)('the command that serves %s is one: %s', (_, run) => {
  expect(() => resolve(answersOf(run), catalog)).not.toThrow();
});

test.each(CALLED)('the command that serves %s is one of ours: %s', (_, run) => {
  expect(SUBCOMMANDS.map(({ name }) => name)).toContain(run.split(' ').slice(0, 2).join(' '));
});

function withEverythingThatFits(answers: ReturnType<typeof shop>, features: readonly string[]) {
  const fitting = features.filter(
    (id) => fit({ ...answers, features: [id] }, catalog).length === 0,
  );
  return { ...answers, features: fitting };
}
