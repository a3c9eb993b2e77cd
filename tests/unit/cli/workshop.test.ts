/** The commands of a learner that start nothing; `check` is in tests/e2e/check.test.ts. */
import { expect, test } from 'vitest';
import { shop } from '../../support/answers.ts';
import { projectOnDisk } from '../../support/project.ts';

const LEARNER = shop({ starter: 'todo', example: false, workshop: { solved: [] } });
const CONTROLLER = 'src/controllers/todos.controller.ts';
const PROGRESS = 'docs/workshop/progress.json';
const learner = () => projectOnDisk(LEARNER);

test('next says what to read, write and check', async () => {
  const { said } = await (await learner()).run('next');
  expect(said).toContain('docs/workshop/01-create.md');
  expect(said).toContain(CONTROLLER);
  expect(said).toContain('check create');
});

test('hints come one at a time, and are all told after the last one', async () => {
  const project = await learner();
  const said = [];
  for (let asked = 0; asked < 4; asked += 1) said.push((await project.run('hint', 'create')).said);
  const shown = said.map((text) =>
    [...text.matchAll(/hint (\d) of 3/g)].map(([, number]) => number),
  );
  expect(shown).toEqual([['1'], ['2'], ['3'], ['1', '2', '3']]);
  expect(JSON.parse(project.read(PROGRESS))).toEqual({
    schema: 1,
    steps: { create: { hints: 3 } },
  });
});

test('a step may be called by its number, and one that is not there is named', async () => {
  const project = await learner();
  expect((await project.run('hint', '2')).said).toContain('read, hint 1');
  const ran = await project.run('hint', 'craete');
  expect(ran.exit).toBe(2);
  expect(ran.said).toContain('Did you mean create?');
});

test('solution shows diffs from mine and from the start, and writes nothing', async () => {
  const project = await learner();
  project.edit(CONTROLLER, (text) => text.replace("'Step create is not written yet.'", "'soon'"));
  const before = project.files();
  const mine = await project.run('solution', 'create');
  expect(mine.said).toMatch(/^-.*'soon'/m);
  expect(mine.said).toMatch(/^\+.*rows\.insert/m);
  const start = await project.run('solution', 'create', '--from', 'start');
  expect(start.said).toMatch(/^-.*Step create is not written yet/m);
  expect(start.said).not.toContain('soon');
  expect(project.files()).toEqual(before);
});

test('reset takes one step back, keeps a copy, and leaves the others', async () => {
  const project = await learner();
  const mine = (text: string) =>
    text.replace('Step create is not', 'Mine is not').replace('Step remove is not', 'Nor is this');
  project.edit(CONTROLLER, mine);
  const written = project.read(CONTROLLER);
  const { exit, said } = await project.run('reset', 'create');
  expect(exit, said).toBe(0);
  expect(project.read(CONTROLLER)).toContain('Step create is not written yet');
  expect(project.read(CONTROLLER)).toContain('Nor is this');
  expect(project.read(`.local/reset-1/${CONTROLLER}`)).toBe(written);
  await project.run('undo');
  expect(project.read(CONTROLLER)).toBe(written);
});

test('reset without a step takes all of them back', async () => {
  const project = await learner();
  const start = project.read(CONTROLLER);
  project.edit(CONTROLLER, (text) => text.replaceAll('is not written yet', 'is mine'));
  expect((await project.run('reset')).exit).toBe(0);
  expect(project.read(CONTROLLER)).toBe(start);
  expect((await project.run('reset')).said).toContain('Nothing to take back');
});

test('progress counts what passed', async () => {
  const project = await learner();
  const steps = { create: { passedAt: '2031-05-01T00:00:00.000Z', hints: 2 } };
  project.write(PROGRESS, JSON.stringify({ schema: 1, steps }));
  const { said } = await project.run('progress');
  expect(said).toContain('1 of 9 steps passed');
  expect((await project.run('next')).said).toContain('02-read');
  project.write(PROGRESS, 'mine');
  expect(await project.run('progress')).toMatchObject({ exit: 3 });
});

test('report tells for each row of the checklist what speaks for it', async () => {
  const project = await learner();
  const steps = { validate: { passedAt: '2031-05-01T00:00:00.000Z', hints: 0 } };
  project.write(PROGRESS, JSON.stringify({ schema: 1, steps }));
  project.edit('docs/checklist.md', (text) => text.replace('- [ ] **L2-K2**', '- [x] **L2-K2**'));
  const { exit, said } = await project.run('report');
  expect(exit, said).toBe(0);
  const { rows } = JSON.parse(project.read('docs/report.json'));
  const states = Object.fromEntries(rows.map((row: any) => [row.id, row.state]));
  expect(states).toMatchObject({
    'L2-K1': 'question',
    'L2-K2': 'ticked',
    'L2-K3': 'open',
    'L2-K4': 'shown',
  });
  expect(project.read('docs/report.md')).toMatch(/Shown by checks\n\n- \*\*L2-K4\*\*/);
});

test('a project without a workshop says so', async () => {
  const project = await projectOnDisk(shop());
  for (const command of ['next', 'hint', 'solution', 'reset', 'progress'])
    expect(await project.run(command)).toMatchObject({ exit: 3 });
  expect(await project.run('report')).toMatchObject({ exit: 0 });
});
