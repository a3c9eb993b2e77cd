/** The tests of a project under conditions that find what hides in good weather: one connection, and all work done twice. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createProject, type Project } from './support/project.ts';
import { run, succeed } from './support/run.ts';

describe.each(['postgres', 'mongo'])('level 7 on %s, with redis and a queue', (database) => {
  let project: Project;
  beforeAll(async () => {
    const answers = ['--level=7', `--database=${database}`, '--features=redis,queue,oauth-github'];
    project = await createProject(inject('packed'), [...answers, '--no-install']);
    const quiet = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
    await succeed('npm', ['install', ...quiet], { cwd: project.dir });
  });
  afterAll(() => project.remove());

  /** CI=1: a test that is skipped because something is missing is a failure. */
  test.each(['test:pool1', 'test:twice'])(
    '%s is green',
    async (script) => {
      const at = { cwd: project.dir, env: { CI: '1' }, timeoutMs: 600_000 };
      const { code, stdout, stderr } = await run('npm', ['run', script], at);
      expect(code, stdout + stderr).toBe(0);
    },
    660_000,
  );
});
