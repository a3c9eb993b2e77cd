import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { MANIFEST } from '../../../../src/compose/compose.ts';
import { recordBase } from '../../../../src/disk/base-ref.ts';
import { render, shop } from '../../../support/answers.ts';
import { projectOnDisk, type TestProject } from '../../../support/project.ts';

interface Findings {
  readonly ok: boolean;
  readonly findings: readonly { name: string; level: string; text: string; next?: string }[];
}

async function examined(project: TestProject) {
  const { exit, document } = await project.run('doctor', '--json');
  const { ok, findings } = document as Findings;
  const about = (name: string) => findings.filter((one) => one.name === name);
  return { exit, ok, about };
}

const postgres = () => projectOnDisk(shop({ level: 3, database: 'postgres' }));

test('a healthy project is content, and each thing that was looked at is named', async () => {
  const project = await postgres();
  await recordBase(project.root, await render(shop({ level: 3, database: 'postgres' })), 'create');
  const { exit, ok, about } = await examined(project);
  expect([exit, ok]).toEqual([0, true]);
  for (const name of ['version', 'drift', 'git', 'base', 'node', 'package-manager', 'scripts'])
    expect(about(name)).toMatchObject([{ level: 'ok' }]);
  expect(about('server')).toMatchObject([{ level: 'note', next: 'npm run doctor' }]);
});

test('what is wrong is a problem with exit code 3 and the next command', async () => {
  const project = await postgres();
  project.edit('package.json', (text) => text.replace('>=20.19', '>=99'));
  project.edit('.env', (text) =>
    text.replace('DATABASE_URL=', 'DATABASE_URL=postgres://u:secret@127.0.0.1:1/app'),
  );
  project.edit(MANIFEST, (text) => text.replace(/"generator": "[^"]+"/, '"generator": "0.0.1"'));
  const { exit, ok, about } = await examined(project);
  expect([exit, ok]).toEqual([3, false]);
  expect(about('node')).toMatchObject([{ level: 'problem' }]);
  expect(about('version')).toMatchObject([{ level: 'problem', next: 'backendbytes update' }]);
  expect(about('server')).toMatchObject([
    { level: 'problem', text: 'DATABASE_URL: 127.0.0.1:1 does not answer' },
  ]);
});

test('what the owner did is told and not judged', async () => {
  const project = await postgres();
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  project.edit('.env', (text) =>
    text
      .replace(/^PORT=.*$/m, `PORT="${port}"`)
      .replace('DATABASE_URL=', `DATABASE_URL=postgres://127.0.0.1:${port}/app`),
  );
  project.write('.npmrc', '');
  const { exit, about } = await examined(project);
  expect(exit).toBe(0);
  expect(about('port')).toMatchObject([{ level: 'note', text: expect.stringContaining('taken') }]);
  expect(about('server')).toMatchObject([{ level: 'ok' }]);
  expect(about('scripts')).toMatchObject([{ level: 'note' }]);
  expect(about('drift').at(-1)).toMatchObject({ text: 'edited by you: .npmrc' });
  expect(about('git')).toMatchObject([
    { level: 'note', text: expect.stringContaining('1 files not committed') },
  ]);
});
