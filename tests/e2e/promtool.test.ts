/** What Prometheus is told, as it is written, read by the real promtool of this machine. Without one it is skipped and counted so. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createProject, type Project } from './support/project.ts';
import { run, succeed } from './support/run.ts';

const noPromtool = await run('promtool', ['--version'], { cwd: '.' }).then(
  () => undefined,
  (error: Error) => error.message,
);
if (noPromtool !== undefined) {
  console.warn(`promtool: skipped, it is not installed (${noPromtool})`);
}

const PROJECTS = [
  ['postgres', ['--feature', 'observability', '--feature', 'queue', '--feature', 'redis']],
  ['mongo', ['--feature', 'observability']],
] as const;

describe.skipIf(noPromtool !== undefined).each(PROJECTS)('on %s', (database, features) => {
  let project: Project;
  let dir: string;

  beforeAll(async () => {
    const answers = ['--level', '8', '--database', database, ...features, '--no-install'];
    project = await createProject(inject('packed'), answers);
    dir = path.join(project.dir, 'deploy/prometheus');
  });
  afterAll(() => project.remove());

  test('what is scraped, and by which rules, is a configuration', async () => {
    const said = await succeed('promtool', ['check', 'config', 'prometheus.yml'], { cwd: dir });
    expect(said).toContain('4 rules found');
  });

  test('the rules are rules', () =>
    succeed('promtool', ['check', 'rules', 'alerts.yml'], { cwd: dir }));

  test('each alert fires when it should, and not before', () =>
    succeed('promtool', ['test', 'rules', 'alerts.test.yml'], { cwd: dir }));

  test.each([
    ['a threshold', '> 0.05', '> 0.5'],
    ['a quantile', 'histogram_quantile(0.99', 'histogram_quantile(0.5'],
    ['a missing instance', ' or absent(up{job="app"})', ''],
    ['who waits for the database', 'or database_pool_connections{state="waiting"} > 0', ''],
  ])('the tests of the alerts notice when %s changes', async (_name, from, to) => {
    const copy = mkdtempSync(path.join(tmpdir(), 'backendbytes-promtool-'));
    cpSync(dir, copy, { recursive: true });
    const alerts = path.join(copy, 'alerts.yml');
    const text = readFileSync(alerts, 'utf8');
    expect(text).toContain(from);
    writeFileSync(alerts, text.replace(from, to));
    const { code } = await run('promtool', ['test', 'rules', 'alerts.test.yml'], { cwd: copy });
    rmSync(copy, { recursive: true });
    expect(code).toBe(1);
  });
});
