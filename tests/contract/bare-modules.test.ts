/** Modules with next to nothing in them: no field, or none that a database would not make anyhow. */
import { expect, test } from 'vitest';
import type { Answers, ModuleAnswer } from '../../src/types.ts';
import { render, shop } from '../support/answers.ts';
import { isLaidOut } from '../support/layout.ts';
import { projectOnDisk } from '../support/project.ts';
import { typeCheckAll } from '../support/type-check.ts';

const THINGS: ModuleAnswer = { name: 'things', fields: [] };
const MEETINGS: ModuleAnswer = { name: 'meetings', fields: ['at:datetime'] };
const DRAFTS: ModuleAnswer = { name: 'drafts', fields: [], options: ['soft-delete'] };
const LABELS: ModuleAnswer = { name: 'labels', fields: [] };
const TASKS: ModuleAnswer = { name: 'tasks', fields: ['labels:ref[]:labels'] };

const PROJECTS: readonly (readonly [string, Partial<Answers>])[] = [
  ['level 2', { level: 2, modules: [THINGS, MEETINGS] }],
  ...(['postgres', 'mongo'] as const).flatMap((database) => [
    [`level 3, ${database}`, { level: 3, database, modules: [THINGS, MEETINGS, DRAFTS] }] as const,
    [
      `level 5, ${database}`,
      { level: 5, database, modules: [THINGS, MEETINGS, DRAFTS, LABELS, TASKS] },
    ] as const,
    [
      `level 8, ${database}`,
      {
        level: 8,
        database,
        features: ['graphql'],
        modules: [THINGS, MEETINGS, DRAFTS, LABELS, TASKS],
      },
    ] as const,
  ]),
];

const trees = await Promise.all(
  PROJECTS.map(([, answers]) => render(shop({ example: false, ...answers }))),
);
const problems = await typeCheckAll(trees);

test.each(PROJECTS.map(([label], place) => [label, place] as const))(
  '%s: they compile',
  (_, place) => {
    expect(problems[place]).toEqual([]);
  },
);

test("they are in prettier's layout", async () => {
  const files = trees.flatMap((tree) =>
    [...tree].filter(([file]) => /(thing|meeting|draft|label|task)s?\b.*\.ts$/.test(file)),
  );
  const distinct = new Map(files.map(([file, { text }]) => [`${file}\0${text}`, { file, text }]));
  const checks = await Promise.all(
    [...distinct.values()].map(async ({ file, text }) => ({
      file,
      isClean: await isLaidOut(file, text),
    })),
  );
  expect(checks.length).toBeGreaterThan(PROJECTS.length);
  expect(checks.filter(({ isClean }) => !isClean)).toEqual([]);
});

test('what belongs to somebody is something', async () => {
  const project = await projectOnDisk(shop({ level: 4, database: 'postgres', example: false }));
  const bare = await project.run('generate', 'module', 'tasks', 'labels:ref[]:tasks', '--owner');
  expect([bare.exit, bare.said]).toEqual([
    2,
    expect.stringMatching(/something of its own to hold/),
  ]);
  expect(project.has('src/models/task.model.ts')).toBe(false);
  const ran = await project.run('generate', 'module', 'tasks', 'title:string', '--owner', '--yes');
  expect(ran.exit, ran.said).toBe(0);
});
