/**
 * The main job, for every database: create from the packed package, install from the lockfile with scripts blocked, and then
 * everything a reviewer would run. On the Node that runs this suite, and on 24.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { fences } from '../support/lessons.ts';
import { commandsIn } from '../support/shell.ts';
import { pathWithNode } from './support/node-versions.ts';
import { createProject, type Project } from './support/project.ts';
import { run } from './support/run.ts';
import { halfARequest, liveOfAStranger, liveOfATodo, untilRefused } from './support/todos.ts';

const LEVEL_3 = [
  { label: 'level 2', args: ['--level', '2'], database: 'none' },
  {
    label: 'level 3 on Postgres',
    args: ['--level', '3', '--database', 'sql'],
    database: 'postgres',
  },
  { label: 'level 3 on Mongo', args: ['--level', '3', '--database', 'mongo'], database: 'mongo' },
] as const;

/** From level 4 on somebody who has not signed in may not write a todo. Level 8 holds what 7 brings. */
const HIGHER = [
  ['4', 'mongo', undefined],
  ['5', 'sql', undefined],
  ['6', 'mongo', 24],
  // What is suggested, and a broker besides, so that one run of the whole has a real one.
  ['8', 'sql', 24, '--features=redis,queue,websockets,observability,rabbitmq,graphql'],
].map(([level, database, node, ...more]) => ({
  label: [`level ${level} on ${database}`, ...more].join(' '),
  args: ['--level', String(level), '--database', String(database), ...more.map(String)],
  database: database === 'sql' ? ('postgres' as const) : ('mongo' as const),
  node: node as number | undefined,
  hasAccounts: true,
}));

const KINDS = [
  ...[undefined, 24].flatMap((node) =>
    LEVEL_3.map((kind) => ({ ...kind, node, hasAccounts: false })),
  ),
  ...HIGHER,
];

describe.each(KINDS.map((kind) => ({ ...kind, version: kind.node ?? process.version })))(
  '$label, Node $version',
  ({ args, database, node, hasAccounts }) => {
    const level = Number(args[1]);
    const live = hasAccounts ? liveOfAStranger : liveOfATodo;
    const answered = hasAccounts ? 401 : 201;
    let project: Project;
    const env: NodeJS.ProcessEnv = {};

    beforeAll(async () => {
      if (node !== undefined) env['PATH'] = await pathWithNode(node);
      project = await createProject(inject('packed'), args, env);
    });
    afterAll(() => project.remove());

    test('is committed to git without its secrets, and clean', async () => {
      const { stdout: tracked } = await run('git', ['ls-files'], { cwd: project.dir });
      expect(tracked.split('\n')).toContain('package-lock.json');
      expect(tracked.split('\n')).not.toContain('.env');
      expect((await run('git', ['status', '--porcelain'], { cwd: project.dir })).stdout).toBe('');
      expect(
        (await run('git', ['rev-parse', 'refs/backendbytes/base'], { cwd: project.dir })).code,
      ).toBe(0);
    });

    test('installs from its lockfile with scripts blocked', async () => {
      expect((await project.npm('ci', '--ignore-scripts')).code).toBe(0);
    });

    test.each(['typecheck', 'lint', 'format:check', 'build'])('%s passes', async (script) => {
      await project.script(script);
    });

    test('its tests are green, none skipped', async () => {
      const { code, stdout, stderr } = await project.npm('test');
      expect(code, stdout + stderr).toBe(0);
      expect(plain(stdout)).toMatch(/Tests +\d+ passed/);
      expect(plain(stdout)).not.toMatch(/Tests .*(skipped|failed)/);
    });

    test('what its lessons tell to run without a server ends with 0', async () => {
      for (const command of commandsOf(project, level)) {
        const { code, stdout, stderr } = await run('sh', ['-c', command], {
          cwd: project.dir,
          env,
        });
        expect(code, `${command}\n${stdout}${stderr}`).toBe(0);
      }
    });

    test('doctor is content', async () => {
      const { code, stdout, stderr } = await project.npm('run', 'doctor');
      expect(code, stdout + stderr).toBe(0);
    });

    test('npm run dev serves a whole life of a todo on a machine that has only Node, and stops on Ctrl+C', async () => {
      const command = database === 'none' ? DEV_WITHOUT_SERVICES : 'tools/dev.mjs';
      const server = await project.start(command);
      await live(server.url);
      server.interrupt();
      expect([0, 130]).toContain(await server.exited);
    });

    test('the build starts, and SIGTERM lets a request in flight finish', async () => {
      const { script, env } = START[database];
      const server = await project.start(script, env);
      await live(server.url);
      const half = await halfARequest(server.url);
      server.process.kill('SIGTERM');
      await untilRefused(server.url);
      half.finish();
      expect(await half.answer).toContain(`HTTP/1.1 ${answered}`);
      expect(await server.exited).toBe(0);
    });
  },
);

/** Those that find or start by themselves what they need; each once. */
const ALONE =
  /^(?:npx vitest run .*|npm run (?:typecheck|lint|accounts:sweep|db:generate|db:migrate|dlq -- list))$/;

/** Of the lessons of this level and the one below: those of all others are run where they are the newest. */
function commandsOf({ dir }: Project, level: number): readonly string[] {
  const folder = path.join(dir, 'docs/lessons');
  const commands = readdirSync(folder)
    .filter((file) => Number(/^L(\d)/.exec(file)?.[1]) >= level - 1)
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .flatMap((text) => fences(text).filter(({ info }) => info === 'sh'))
    .flatMap(({ content }) => commandsIn(content).map((words) => words.join(' ')));
  return [...new Set(commands)].filter((command) => ALONE.test(command));
}

const DEV_WITHOUT_SERVICES = '--env-file-if-exists=.env --import tsx src/index.ts';

/** How the build is started with a database at hand: the project's own tool finds one. The stand-in refuses production. */
const WITH_SERVICES = 'tools/run.mjs dist/index.js';
const PRODUCTION = { NODE_ENV: 'production', CORS_ORIGINS: '' };
const START = {
  none: { script: '--env-file-if-exists=.env dist/index.js', env: PRODUCTION },
  postgres: { script: WITH_SERVICES, env: PRODUCTION },
  mongo: { script: WITH_SERVICES, env: {} },
} as const;

const plain = (text: string): string => text.replaceAll(/\u001b\[[\d;]*m/g, '');
