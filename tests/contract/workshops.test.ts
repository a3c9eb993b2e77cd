/** Workshops: one rule, one test, over all of them. What their checks say is proved by tests/e2e/workshops.test.ts. */
import { describe, expect, test } from 'vitest';
import { statesOf, workshops } from '../../scripts/workshops/combinations.ts';
import { withDefaults } from '../../src/answers/draft.ts';
import { answersFromFlags } from '../../src/answers/from-flags.ts';
import { reproduceArguments } from '../../src/answers/reproduce.ts';
import { complete, CREATE } from '../../src/cli/flags.ts';
import { parse } from '../../src/cli/parse.ts';
import type { Answers } from '../../src/types.ts';
import { hasMarks, stepsIn } from '../../src/workshop/marks.ts';
import { docOf, testOf } from '../../src/workshop/steps.ts';
import { catalog, render, renderAnew, shop, textOf } from '../support/answers.ts';
import { isLaidOut } from '../support/layout.ts';
import { projectOnDisk } from '../support/project.ts';
import { typeCheck } from '../support/type-check.ts';

const all = workshops(catalog);
const around = { name: 'shop', packageManager: 'npm' } as const;
const withSolved = (answers: Answers, solved: readonly string[]) =>
  render({ ...answers, workshop: { solved: [...solved].sort() } });

test('the workshops and where they make sense are those the tests predict', () => {
  expect(all.map(({ label, steps }) => `${label} · ${steps.length}`)).toEqual([
    'auth · level 4 · mongo · 15',
    'auth · level 4 · postgres · 15',
    'todo · level 2 · none · 9',
    'todo · level 3 · mongo · 10',
    'todo · level 3 · postgres · 10',
  ]);
});

test('every mark names a step that there is', () => {
  const known = new Set(
    all.flatMap(({ answers, steps }) => steps.map(({ id }) => `${answers.starter}/${id}`)),
  );
  const marks = catalog.layers.flatMap(({ parts }) =>
    parts.flatMap(({ files }) => files.flatMap(({ marked = '' }) => stepsIn(marked))),
  );
  expect(marks.length).toBeGreaterThan(0);
  expect(marks.filter((mark) => !known.has(mark))).toEqual([]);
});

test('nothing is left of marks in the catalog, except where they are asked for', () => {
  const left = catalog.layers.flatMap(({ parts }) =>
    parts.flatMap(({ files }) => files.filter(({ text }) => hasMarks(text))),
  );
  expect(left).toEqual([]);
});

describe.each(all.map((workshop) => [workshop.label, workshop] as const))('%s', (_, workshop) => {
  const { answers, steps } = workshop;
  const ids = steps.map(({ id }) => id);

  test('has steps in an order in which each comes after those it needs', () => {
    const early = steps.flatMap(({ id, after }, place) =>
      after.filter((other) => !ids.slice(0, place).includes(other)).map((other) => [id, other]),
    );
    expect(early).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has steps that change the files they name, and no others', async () => {
    for (const [place, { id, files }] of steps.entries()) {
      const [before, after] = await Promise.all([
        withSolved(answers, ids.slice(0, place)),
        withSolved(answers, ids.slice(0, place + 1)),
      ]);
      const isLast = place === steps.length - 1;
      const changed = [...after]
        .filter(([file, { text }]) => before.get(file)?.text !== text)
        .map(([file]) => file)
        .filter((file) => file.startsWith('src/') || (!isLast && file.startsWith('tests/')));
      expect([id, ...changed]).toEqual([id, ...files]);
    }
  });

  test('has hints, a lesson that is in the project, and rows of its checklist', async () => {
    const tree = await withSolved(answers, []);
    const rows = textOf(tree, 'docs/checklist.md');
    for (const { id, lesson, hints, shows } of steps) {
      const isThere = [...tree.keys()].some((file) => file.startsWith(`docs/lessons/${lesson}-`));
      expect([id, isThere, hints.length > 1]).toEqual([id, true, true]);
      expect(shows.filter((row) => !rows.includes(`**${row}**`))).toEqual([]);
    }
  });

  test("is in prettier's layout at every step", async () => {
    const trees = await Promise.all(
      statesOf(workshop).map(({ solved }) => withSolved(answers, solved)),
    );
    const whole = await render(shop({ ...answers, workshop: { solved: ids.toSorted() } }));
    const texts = trees.flatMap((tree) =>
      [...tree].filter(
        ([file, { text }]) => whole.get(file)?.text !== text || /workshop/.test(file),
      ),
    );
    const distinct = new Map(texts.map(([file, { text }]) => [`${file}\0${text}`, { file, text }]));
    const checks = await Promise.all(
      [...distinct.values()]
        .filter(({ file }) => /\.(ts|md)$/.test(file))
        .map(async ({ file, text }) => ({
          file,
          isClean: await isLaidOut(file, text),
        })),
    );
    expect(checks.filter(({ isClean }) => !isClean)).toEqual([]);
  });

  // At every other step: tests/e2e/workshops.test.ts.
  test('compiles at the start', async () => {
    expect(await typeCheck(await withSolved(answers, []))).toEqual([]);
  });

  test('when all is solved, the project is the one without a workshop', async () => {
    const { workshop: nobody, ...rest } = answers;
    expect(nobody).toBeDefined();
    const [plain, solved] = await Promise.all([render(rest), withSolved(answers, ids)]);
    const other = [...plain].filter(
      ([file, { text }]) =>
        /^(src|tests)\//.test(file) &&
        file !== '.backendbytes.json' &&
        solved.get(file)?.text !== text,
    );
    expect(other.map(([file]) => file)).toEqual([]);
  });

  test('is solved by who takes every solution, and back at the start by who resets it', async () => {
    const project = await projectOnDisk(answers);
    const start = project.files();
    for (const id of ids) {
      const { document } = await project.run('solution', id, '--json');
      const { files } = document as { files: { path: string; after: string }[] };
      files.forEach(({ path, after }) => project.write(path, after));
    }
    const solved = await withSolved(answers, ids);
    const sources = [...project.files()].filter(([file]) => file.startsWith('src/'));
    expect(sources.filter(([file, text]) => solved.get(file)?.text !== text)).toEqual([]);
    expect((await project.run('reset')).exit).toBe(0);
    const other = [...project.files()].filter(([file, text]) => start.get(file) !== text);
    expect(other.map(([file]) => file)).toEqual(['docs/workshop/progress.json']);
  });

  test('gives thirty learners the same bytes', async () => {
    const [one, other] = await Promise.all([renderAnew(answers), renderAnew(answers)]);
    expect(other).toEqual(one);
    expect([...one.keys()]).toEqual(
      expect.arrayContaining([...steps.map(docOf), ...steps.map(testOf)]),
    );
  });
});

test.each([['--workshop'], ['--solved', 'create,read']])(
  'a workshop is made again by the command that is printed: %s',
  (...flags) => {
    const draft = (args: readonly string[]) =>
      answersFromFlags(parse(args, complete(CREATE, catalog)).given, catalog);
    const answers = withDefaults(draft(['--starter', 'todo', ...flags]), around, catalog);
    const again = withDefaults(draft(reproduceArguments('shop', answers)), around, catalog);
    expect(again).toEqual(answers);
    expect(answers.workshop).toBeDefined();
  },
);

test('a workshop that is not there is refused with a reason', async () => {
  const nobody = { workshop: { solved: [] } };
  await expect(render(shop(nobody))).rejects.toThrow(/that of a starter/);
  const above = { starter: 'todo', example: false, level: 4, database: 'mongo', ...nobody };
  await expect(render(shop(above))).rejects.toThrow(/no workshop of todo at level 4/);
  const unknown = { starter: 'todo', example: false, workshop: { solved: ['fly'] } };
  await expect(render(shop(unknown))).rejects.toThrow(/no step fly/);
});

const LEARNER = shop({ starter: 'todo', example: false, workshop: { solved: [] } });
const CONTROLLER = 'src/controllers/todos.controller.ts';

test('what a learner has written stays when a feature comes', async () => {
  const project = await projectOnDisk(LEARNER);
  project.edit(CONTROLLER, (text) => text.replace('Step create is not', 'Mine is not'));
  const ran = await project.run('add', 'docker', '--yes');
  expect(ran.exit, ran.said).toBe(0);
  expect(project.read(CONTROLLER)).toContain('Mine is not');
  expect(project.read(CONTROLLER)).toContain('Step read is not');
});

test('an untouched workshop that goes up a level is what it would have been from the beginning', async () => {
  const project = await projectOnDisk(LEARNER);
  const ran = await project.run('level-up', '3', '--database', 'postgres', '--yes');
  expect(ran.exit, ran.said).toBe(0);
  const fresh = await render({ ...LEARNER, level: 3, database: 'postgres' });
  const other = [...fresh].filter(
    ([file, { text }]) => file !== '.env' && project.read(file) !== text,
  );
  expect(other.map(([file]) => file)).toEqual([]);
});

test('a workshop is over on a level that has none', async () => {
  const project = await projectOnDisk({ ...LEARNER, level: 3, database: 'postgres' });
  const ran = await project.run('level-up', '4', '--yes');
  expect(ran.exit, ran.said).toBe(0);
  expect(project.has('docs/workshop')).toBe(false);
  expect(project.read(CONTROLLER)).not.toContain('is not written yet');
});
