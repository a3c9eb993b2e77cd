/** One project from level 2 up, edited and added to on the way; its own checks are green after every step, on a real database. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createProject, NEUTRAL_GIT, type Project } from './support/project.ts';
import { run, succeed } from './support/run.ts';

const bin = () => path.join(inject('packed'), 'bin/backendbytes.js');
const ME = ['-c', 'user.name=me', '-c', 'user.email=me@example.com'];

async function commit({ dir }: Project): Promise<void> {
  await succeed('git', [...ME, 'add', '-A'], { cwd: dir, env: NEUTRAL_GIT });
  await succeed('git', [...ME, 'commit', '--quiet', '--allow-empty', '--no-verify', '-m', 'mine'], {
    cwd: dir,
    env: NEUTRAL_GIT,
  });
}

async function step(project: Project, args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await run('node', [bin(), ...args], {
    cwd: project.dir,
    env: NEUTRAL_GIT,
  });
  expect(code, stdout + stderr).toBe(0);
  await commit(project);
}

const scriptsOf = ({ dir }: Project) =>
  (
    JSON.parse(readFileSync(path.join(dir, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    }
  ).scripts;

/** What its owner would run before going on. */
async function expectGreen(project: Project): Promise<void> {
  await succeed(
    'npm',
    ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'],
    { cwd: project.dir },
  );
  await commit(project);
  for (const script of ['typecheck', 'lint', 'format:check', 'test']) await project.script(script);
  if ('db:generate' in scriptsOf(project)) {
    expect(await project.script('db:generate')).toContain('nothing to migrate');
  }
}

const MINE = '// a line of mine';

describe.each(['postgres', 'mongo'])('a life on %s', (database) => {
  let project: Project;
  beforeAll(async () => {
    project = await createProject(inject('packed'), [
      '--level',
      '2',
      '--features',
      'none',
      '--no-install',
    ]);
  });
  afterAll(() => project.remove());

  test.each<readonly [name: string, steps: readonly (readonly string[])[]]>([
    [
      'a middleware and a module at level 2',
      [
        ['generate', 'middleware', 'audit-log'],
        ['generate', 'module', 'authors', 'name:string:unique', 'bio:text?'],
      ],
    ],
    ['level 3', [['level-up', '3', '--database', database]]],
    [
      'modules that refer, one to many and many to many',
      [
        ['generate', 'module', 'tags', 'label:string:unique'],
        ['generate', 'module', 'articles', 'title', 'author:ref:authors', 'tags:ref[]:tags'],
        ['generate', 'seed', 'tags'],
        ['generate', 'migration', 'nothing-yet'],
      ],
    ],
    [
      'a module that goes again',
      [
        ['generate', 'module', 'drafts', 'body:text'],
        ['destroy', 'module', 'drafts'],
      ],
    ],
    ['docker', [['add', 'docker']]],
    ['level 4', [['level-up', '4']]],
    ['level 5', [['level-up', '5']]],
    ['level 6', [['level-up', '6']]],
    ['level 7', [['level-up', '7']]],
  ])('is green after %s', { timeout: 900_000 }, async (_, steps) => {
    for (const args of steps) {
      appendFileSync(path.join(project.dir, 'README.md'), `\n${MINE}: before ${args.join(' ')}\n`);
      await commit(project);
      await step(project, args);
    }
    const app = path.join(project.dir, 'src/app.ts');
    if (!readFileSync(app, 'utf8').includes(MINE))
      writeFileSync(app, `${MINE}\n${readFileSync(app, 'utf8')}`);
    await commit(project);
    await expectGreen(project);
    expect(readFileSync(app, 'utf8')).toContain(MINE);
  });
});

test(
  'ten modules that refer to each other are green, and the eleventh takes no longer than the first',
  { timeout: 900_000 },
  async () => {
    const project = await createProject(inject('packed'), [
      '--level',
      '3',
      '--database',
      'sql',
      '--features',
      'none',
      '--no-install',
    ]);
    try {
      const names = [
        'ants',
        'bears',
        'cats',
        'dogs',
        'eagles',
        'foxes',
        'goats',
        'hens',
        'ibises',
        'jays',
        'koalas',
      ];
      const seconds: number[] = [];
      for (const [place, name] of names.entries()) {
        const before = names[place - 1];
        const startedAt = performance.now();
        await step(project, [
          'generate',
          'module',
          name,
          'name:string',
          'size:decimal:min=0',
          ...(before ? [`friend:ref:${before}`] : []),
        ]);
        seconds.push((performance.now() - startedAt) / 1000);
      }
      console.log(`seconds a module: ${seconds.map((one) => one.toFixed(2)).join(' ')}`);
      await expectGreen(project);
      const [first = 0] = seconds;
      expect(seconds.at(-1)).toBeLessThan(first * 1.5 + 0.5);
    } finally {
      project.remove();
    }
  },
);
