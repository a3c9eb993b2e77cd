/** Every starter, made by its own command: installed with scripts blocked, green on its real servers, served, and stopped. */
import path from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { createProject, type Project } from './support/project.ts';
import { succeed } from './support/run.ts';
import { isTurnOf } from './support/turn.ts';

/** That they are in prettier's layout, `npm test` has seen of the same trees. */
const CHECKS = ['typecheck', 'lint', 'build'];

const DEV = 'tools/dev.mjs';
const DEV_WITHOUT_SERVICES = '--env-file-if-exists=.env --import tsx src/index.ts';

/** With what it is made, how it is served, and a path by which its API is known. */
const STARTERS = [
  { starter: 'auth', path: '/auth/register' },
  { starter: 'chat', path: '/direct-messages/{userId}' },
  { starter: 'chat', more: ['--database', 'postgres'], path: '/direct-messages/{userId}' },
  { starter: 'job-queue', path: '/tasks/{id}/retry' },
  { starter: 'notes', path: '/note-search' },
  { starter: 'shop', path: '/orders/{id}/cancellation' },
  { starter: 'todo', dev: DEV_WITHOUT_SERVICES, path: '/todos/{id}' },
  { starter: 'url-shortener', path: '/go/{code}' },
  {
    starter: 'url-shortener',
    more: ['--level', '6', '--features', 'redis'],
    path: '/links/{id}/clicks',
  },
].map(({ starter, more = [], dev = DEV, ...rest }, place) => {
  const words = ['--starter', starter, ...more];
  return { ...rest, place, starter, dev, words, label: words.join(' ') };
});

test('no starter is left out', async () => {
  const bin = path.join(inject('packed'), 'bin/backendbytes.js');
  const listed = await succeed('node', [bin, 'list', 'starters', '--json'], { cwd: path.sep });
  const { starters } = JSON.parse(listed) as { starters: readonly { readonly id: string }[] };
  expect(new Set(STARTERS.map(({ starter }) => starter))).toEqual(
    new Set(starters.map(({ id }) => id)),
  );
});

/** Two at once, as many as a small machine has cores: most of an install, and much of a test, is waiting. */
describe.concurrent('made by its own command', () => {
  for (const one of STARTERS) {
    test.skipIf(!isTurnOf(one.place))(
      `${one.label} is green on its real servers, served, and stopped`,
      { timeout: 900_000 },
      async () => {
        const project = await createProject(inject('packed'), one.words);
        try {
          for (const script of CHECKS) await project.script(script);
          await expectGreen(project);
          await expectServed(project, one);
        } finally {
          project.remove();
        }
      },
    );
  }
});

async function expectGreen(project: Project): Promise<void> {
  const { code, stdout, stderr } = await project.npm('test');
  expect(code, stdout + stderr).toBe(0);
  expect(plain(stdout)).toMatch(/Tests +\d+ passed/);
  expect(plain(stdout)).not.toMatch(/Tests .*(skipped|failed)/);
}

async function expectServed(
  project: Project,
  { dev, path: known }: (typeof STARTERS)[number],
): Promise<void> {
  const server = await project.start(dev);
  const { paths } = (await (await fetch(`${server.url}/openapi.json`)).json()) as {
    paths: Readonly<Record<string, object>>;
  };
  expect(Object.keys(paths)).toContain(known);
  server.interrupt();
  expect([0, 130]).toContain(await server.exited);
}

const plain = (text: string): string => text.replaceAll(/\u001b\[[\d;]*m/g, '');
