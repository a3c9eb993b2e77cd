/**
 * The workflows of generated projects, read by actionlint as GitHub would; and what one of them looks for, secrets in the
 * history, looked for by the same version of gitleaks. Both are built from source, so they need Go.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createProject, type Project } from './support/project.ts';
import { run, succeed } from './support/run.ts';

const ACTIONLINT = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12';
const GITLEAKS = 'github.com/zricethezav/gitleaks/v8';

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

  test('no secret is found in what was committed, and one that is planted is', async () => {
    const workflow = readFileSync(path.join(project.dir, '.github/workflows/ci.yml'), 'utf8');
    const version = /gitleaks:(v[\d.]+)@/.exec(workflow)?.[1];
    const args = ['run', `${GITLEAKS}@${version}`, 'git', '.', '--redact', '--no-banner'];
    const clean = await run('go', args, { cwd: project.dir });
    expect(clean.code, clean.stdout + clean.stderr).toBe(0);
    writeFileSync(path.join(project.dir, 'src/planted.ts'), `export const key = '${PLANTED}';\n`);
    await succeed('git', ['add', '--all'], { cwd: project.dir });
    await succeed('git', [...SOMEBODY, 'commit', '--no-verify', '--message', 'a mistake'], {
      cwd: project.dir,
    });
    expect((await run('go', args, { cwd: project.dir })).code).toBe(1);
  });
});

/** Put together here, so that it is no finding in our own history. */
const PLANTED = ['AKIA', 'Z7QX4M2PLV9RTKW3'].join('');
const SOMEBODY = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
