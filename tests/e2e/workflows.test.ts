/** The workflows of generated projects, read by actionlint as GitHub would. It is built from source, so it needs Go. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createProject, type Project } from './support/project.ts';
import { run } from './support/run.ts';

const ACTIONLINT = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12';

const noGo = await run('go', ['version'], { cwd: '.' }).then(
  ({ code, stderr }) => (code === 0 ? undefined : stderr.trim()),
  (error: Error) => error.message,
);
if (noGo !== undefined) console.warn(`actionlint: skipped, there is no Go to build it (${noGo})`);

const KINDS = [
  { label: 'level 2', args: ['--level', '2', '--features', 'ci'] },
  { label: 'level 2 with docker', args: ['--level', '2', '--features', 'ci,docker'] },
  { label: 'level 7 on Postgres', args: ['--level', '7', '--database', 'postgres'] },
  { label: 'level 7 on Mongo', args: ['--level', '7', '--database', 'mongo'] },
] as const;

describe.skipIf(noGo !== undefined).each(KINDS)('workflows of $label', ({ args }) => {
  let project: Project;

  beforeAll(async () => {
    project = await createProject(inject('packed'), [...args, '--no-install']);
  });
  afterAll(() => project.remove());

  test('actionlint finds nothing', async () => {
    const { code, stdout, stderr } = await run('go', ['run', ACTIONLINT], { cwd: project.dir });
    expect(code, stdout + stderr).toBe(0);
  });
});
