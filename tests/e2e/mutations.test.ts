/**
 * A guard that can be broken without a red test is not there for long. One project of the highest level is installed once;
 * then one guard after the other is broken in it, and the tests of the project that watch it must fail, and only then.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { MUTATIONS } from './support/mutations.ts';
import { createProject, type Project } from './support/project.ts';
import { run, succeed, type Finished } from './support/run.ts';

let project: Project;

beforeAll(async () => {
  const level = Math.max(...MUTATIONS.map((mutation) => mutation.level));
  const answers = [`--level=${level}`, '--database=postgres', '--features=redis,queue'];
  project = await createProject(inject('packed'), [...answers, '--no-install']);
  const quiet = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  await succeed('npm', ['install', ...quiet], { cwd: project.dir });
});
afterAll(() => project.remove());

/** CI=1: a test that is skipped because something is missing is a failure. */
const runTests = (files: readonly string[]): Promise<Finished> =>
  run('npx', ['--no-install', 'vitest', 'run', ...files], { cwd: project.dir, env: { CI: '1' } });

test('unbroken, all tests that watch a guard are green', async () => {
  const files = [...new Set(MUTATIONS.flatMap(({ tests }) => tests))];
  const { code, stdout, stderr } = await runTests(files);
  expect(code, stdout + stderr).toBe(0);
});

const labelled = MUTATIONS.map((mutation) => [mutation.row, mutation.guard, mutation] as const);

test.each(labelled)('row %i, broken, is noticed: %s', async (_row, _guard, mutation) => {
  const { file, from, to, tests } = mutation;
  const target = path.join(project.dir, file);
  const text = readFileSync(target, 'utf8');
  expect(text.split(from), `${file} has this once: ${from}`).toHaveLength(2);
  writeFileSync(
    target,
    text.replace(from, () => to),
  );
  try {
    const { code, stdout } = await runTests(tests);
    expect(code, 'exit code of the tests').toBe(1);
    // Red because a test saw it, and not because the file could not be read.
    expect(stdout).toMatch(/Tests .*\d+ failed/);
  } finally {
    writeFileSync(target, text);
  }
});
