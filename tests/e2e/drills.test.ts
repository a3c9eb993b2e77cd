/**
 * Levels 0 and 1: create from the packed package, install with scripts blocked, everything a reviewer would run, and every
 * command that a lesson tells its reader to type. On the Node that runs this suite, and on 24.
 */
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { pathWithNode } from './support/node-versions.ts';
import { createProject, freePort, NEUTRAL_GIT, type Project } from './support/project.ts';
import { launch, run, succeed, type Launched } from './support/run.ts';

/** What waits to be written: a JSON file to mend, one to write, and from level 1 on 23 topics. */
const TODO: Readonly<Record<number, number>> = { 0: 2, 1: 25 };

const SERVE = 'drills/internet/bin/serve.ts';

for (const major of [undefined, 24]) {
  describe.each([0, 1])(`level %i, Node ${major ?? process.version}`, (level) => {
    let project: Project;
    const env: NodeJS.ProcessEnv = {};

    beforeAll(async () => {
      if (major !== undefined) env['PATH'] = await pathWithNode(major);
      project = await createProject(inject('packed'), ['--level', String(level)], env);
    });
    afterAll(() => project.remove());

    test('installs from its lockfile with scripts blocked', async () => {
      expect((await project.npm('ci', '--ignore-scripts')).code).toBe(0);
    });

    test.each(['typecheck', 'lint', 'format:check', 'doctor'])('%s passes', async (script) => {
      await project.script(script);
    });

    test('its tests are green, none skipped; what is left to write is counted as todo', async () => {
      const { code, stdout, stderr } = await project.npm('test');
      expect(code, stdout + stderr).toBe(0);
      expect(stdout).toMatch(/fail 0\b[\s\S]*skipped 0\b/);
      expect(stdout).toMatch(new RegExp(`\\btodo ${TODO[level]}\\b`));
    });

    test('every command of its lessons does what it should, with the servers running', async () => {
      const server = await serve(project, env);
      try {
        for (const command of commandsOf(project)) {
          const here = command
            .replaceAll(/:(3000|3001|3443)\b/g, (_, port: string) => server.port(port))
            .replaceAll('/tmp/', '.git/');
          const { code, stdout, stderr } = await run('sh', ['-c', here], { cwd: project.dir, env });
          expect(code, `${here}\n${stdout}${stderr}`).toBe(0);
        }
      } finally {
        server.launched.process.kill('SIGTERM');
      }
      expect(await server.launched.exited).toBe(0);
    });
  });
}

test('a learner goes from level 0 to 1 to 2: what was edited and written stays, and stays green', async () => {
  const project = await createProject(inject('packed'), ['--level', '0', '--no-install']);
  const at = { cwd: project.dir, env: NEUTRAL_GIT };
  const bin = path.join(inject('packed'), 'bin/backendbytes.js');
  const file = (name: string): string => path.join(project.dir, name);
  const commit = async (): Promise<void> => {
    const me = ['-c', 'user.name=me', '-c', 'user.email=me@example.com'];
    await succeed('git', ['add', '--all'], at);
    await succeed('git', [...me, 'commit', '--quiet', '--message', 'mine'], at);
  };
  try {
    appendFileSync(file('drills/internet/notes.ts'), '// mine\n');
    writeFileSync(
      file('drills/internet/data/profile.json'),
      '{ "name": "Me", "age": 30, "languages": [], "website": null }\n',
    );
    const checklist = file('docs/checklist.md');
    writeFileSync(checklist, readFileSync(checklist, 'utf8').replaceAll('- [ ]', '- [x]'));
    await commit();
    await succeed('node', [bin, 'level-up', '1'], at);
    expect(existsSync(file('drills/programming/money.ts'))).toBe(true);
    await commit();
    await succeed('node', [bin, 'level-up', '2'], at);
    expect(readFileSync(file('drills/internet/notes.ts'), 'utf8')).toMatch(/\/\/ mine\n$/);
    expect(readFileSync(checklist, 'utf8').split('- [x]').length).toBe(6);
    expect(existsSync(file('src/app.ts'))).toBe(true);
    await project.npm('install', '--ignore-scripts');
    for (const script of ['typecheck', 'lint', 'format:check']) await project.script(script);
    expect(await project.script('test:drills')).toMatch(/fail 0\b[\s\S]*todo 24\b/);
  } finally {
    project.remove();
  }
});

test('a module at level 0 is refused with the reason and the level that has one', async () => {
  const bin = path.join(inject('packed'), 'bin/create-backendbytes.js');
  const args = ['shop', '--yes', '--level', '0', '--module', 'books title:string'];
  const { code, stderr } = await run('node', [bin, ...args], { cwd: inject('packed') });
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/first one comes at level 2[\s\S]*--level 2/),
  ]);
});

/** On three ports that are free, at the distances of the lessons. */
async function serve(project: Project, env: NodeJS.ProcessEnv) {
  const first = await freePort();
  const port = (said: string): string => `:${first + Number(said) - 3000}`;
  const launched: Launched = launch('node', ['--import', 'tsx', SERVE, String(first)], {
    cwd: project.dir,
    env: { ...process.env, ...env },
  });
  await launched.printed(/secure .*\n/);
  return { launched, port };
}

/** Lines of the `sh` blocks, but those that start the server or need the internet. */
function commandsOf(project: Project): readonly string[] {
  const folder = path.join(project.dir, 'docs/lessons');
  const lines = readdirSync(folder)
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .flatMap((text) => [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)])
    .flatMap(([, block = '']) => block.split('\n'));
  const runnable = lines.filter(
    (line) => line !== '' && !line.includes(SERVE) && !/https?:\/\/(?!localhost)/.test(line),
  );
  expect(runnable.length).toBeGreaterThan(20);
  return runnable;
}
