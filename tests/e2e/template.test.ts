/** Projects of somebody else's files, from the packed package: a github.com of our own behind a proxy. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { COMMIT, repository, startGithub, type Github, type Respond } from '../support/github.ts';
import { KEYS, openTerminal } from '../support/pty.ts';
import { archiveOf, type Packed } from '../support/tarball.ts';
import { CASES } from './faults/cases.ts';
import { lacks } from './faults/machine.ts';
import { snapshotOf } from './faults/snapshot.ts';
import { endWorld, environment, makeWorld, runIn, type Ended, type World } from './faults/world.ts';

const traced = CASES.find(({ needs }) => needs.includes('strace'));
const canTrace = traced !== undefined && lacks(traced) === undefined;

const HOSTILE =
  '{ "name": "theirs", "scripts": { "preinstall": "touch PWNED", "prepare": "touch PWNED", "dev": "node a.js" } }\n';
const FILES: readonly Packed[] = [
  { path: 'package.json', body: '{ "name": "theirs", "scripts": { "dev": "node a.js" } }\n' },
  { path: 'README.md', body: '# {{name}}\n' },
  { path: 'a.js', body: 'import fs from "node:fs"; fs.writeFileSync("PWNED", "");\n' },
  { path: 'starts/two/package.json', body: '{ "name": "two" }\n' },
];
const demo = repository(archiveOf(COMMIT, FILES), { 'refs/tags/v1': COMMIT });

let world: World;
let github: Github | undefined;
beforeEach(() => (world = makeWorld(inject('packed'))));
afterEach(async () => {
  await github?.close();
  endWorld(world);
});

async function serve(respond: Respond): Promise<Github> {
  github = await startGithub(respond, path.join(world.top, 'cert.pem'));
  return github;
}

const create = (argv: readonly string[], more: Partial<Parameters<typeof runIn>[1]> = {}) =>
  runIn(world, {
    argv: ['create-backendbytes.js', 'app', ...argv],
    cwd: world.work,
    env: environment(world, github?.env ?? {}),
    ...more,
  });
const inApp = (...argv: readonly string[]): Promise<Ended> =>
  runIn(world, {
    argv: ['backendbytes.js', ...argv],
    cwd: path.join(world.work, 'app'),
    env: environment(world),
  });
const app = (...parts: readonly string[]) => path.join(world.work, 'app', ...parts);
const json = (text: string) => JSON.parse(text);
const QUIET = ['--yes', '--no-install', '--no-git'];

test.runIf(canTrace)('only the proxy is connected to, and asked for two hosts', async () => {
  const { port, hosts } = await serve(demo);
  const trace = `${world.top}.tr`;
  const wrap = ['strace', '-f', '-e', 'trace=connect,sendto,sendmsg,sendmmsg', '-o', trace];
  const ended = await create(['--template', `acme/demo#${COMMIT}`, ...QUIET], { wrap });
  expect(ended.exit, ended.stderr).toBe(0);
  const calls = fs.readFileSync(trace, 'utf8').split('\n');
  const connected = calls.filter((line) => line.includes('AF_INET'));
  expect(connected.length).toBeGreaterThan(0);
  expect(connected.filter((line) => !line.includes(`sin_port=htons(${port})`))).toEqual([]);
  expect(hosts).toEqual(['github.com:443', 'codeload.github.com:443']);
  expect(fs.readdirSync(world.home)).toEqual([]);
});

test('nothing is left of a fetch, whether it works or not', async () => {
  await serve(demo);
  const tmp = path.join(world.top, 'tmp');
  fs.mkdirSync(tmp);
  const env = environment(world, { ...github?.env, TMPDIR: tmp });
  const good = await create(['--template', `acme/demo#${COMMIT}`, ...QUIET], { env });
  expect(good.exit, good.stderr).toBe(0);
  const bad = await runIn(world, {
    argv: ['create-backendbytes.js', 'b', '--template', `acme/demo/nope#${COMMIT}`, ...QUIET],
    cwd: world.work,
    env,
  });
  expect(bad.exit).toBe(4);
  expect(bad.stderr).toContain('/nope');
  expect(fs.readdirSync(tmp)).toEqual([]);
  expect(fs.readdirSync(world.home)).toEqual([]);
});

test('install and git run, and nothing of the template does', async () => {
  const files = [{ path: 'package.json', body: HOSTILE }, ...FILES.slice(1)];
  await serve(repository(archiveOf(COMMIT, files)));
  const allow = ['--template-allow', 'package.json'];
  const ended = await create(['--template', `acme/demo#${COMMIT}`, ...allow, '--yes', '--json']);
  expect(ended.exit, ended.stderr).toBe(0);
  const { steps, template, scripts, command } = json(ended.stdout);
  expect(steps).toMatchObject([
    { name: 'install', outcome: 'done' },
    { name: 'git', outcome: 'done' },
  ]);
  expect(scripts).toEqual(['preinstall', 'prepare', 'dev']);
  expect(fs.existsSync(app('PWNED'))).toBe(false);
  expect(fs.readFileSync(app('README.md'), 'utf8')).toBe('# {{name}}\n');
  expect(json(fs.readFileSync(app('package.json'), 'utf8')).name).toBe('app');
  const manifest = json(fs.readFileSync(app('.backendbytes.json'), 'utf8'));
  expect(manifest.template).toEqual(template);
  expect(template).toMatchObject({ source: 'acme/demo', commit: COMMIT });
  expect(command).toContain(`acme/demo#${COMMIT}`);
  expect(command).toContain(template.sha256);
});

test('a branch is shown and asked about in a terminal, and refused where nobody is asked', async () => {
  const { env } = await serve(demo);
  const refused = await create(['--template', 'acme/demo/starts/two#v1', ...QUIET]);
  expect(refused.exit).toBe(2);
  expect(github?.hosts).toEqual([]);
  const looked = await create(['--template', 'acme/demo/starts/two#v1', '--dry-run', '--json']);
  expect(json(looked.stdout).template).toMatchObject({
    commit: COMMIT,
    source: 'acme/demo/starts/two',
  });
  expect(fs.readdirSync(world.work)).toEqual([]);

  const terminal = openTerminal({
    command: [
      'node',
      path.join(world.packed, 'bin/create-backendbytes.js'),
      'app',
      '--no-install',
      '--no-git',
      '--template',
      'acme/demo/starts/two#v1',
    ],
    cwd: world.work,
    env: { ...environment(world), ...env },
  });
  await terminal.waitFor(COMMIT);
  await terminal.waitFor('Write these 2 files?');
  expect(fs.readdirSync(world.work)).toEqual([]);
  terminal.send(KEYS.enter);
  expect(await terminal.exitCode).toBe(0);
  expect(fs.readdirSync(app()).sort()).toEqual(['.backendbytes.json', 'package.json']);
});

test('Ctrl-C during a fetch ends it, with nothing left', async () => {
  const { env } = await serve(() => undefined);
  const terminal = openTerminal({
    command: [
      'node',
      path.join(world.packed, 'bin/create-backendbytes.js'),
      'app',
      '--template',
      'acme/demo',
    ],
    cwd: world.work,
    env: { ...environment(world), ...env },
  });
  await terminal.waitFor('fetching acme/demo');
  terminal.send(KEYS.ctrlC);
  expect(await terminal.exitCode).toBe(130);
  expect(fs.readdirSync(world.work)).toEqual([]);
});

describe('afterwards', () => {
  beforeEach(async () => {
    FILES.forEach(({ path: name, body = '' }) => {
      const place = path.join(world.work, 'folder', name);
      fs.mkdirSync(path.dirname(place), { recursive: true });
      fs.writeFileSync(place, body);
    });
    const ended = await create(['--template', './folder', '--yes', '--no-install']);
    expect(ended.exit, ended.stderr).toBe(0);
  });

  test('doctor says what it is, and finds an edit', async () => {
    fs.appendFileSync(app('README.md'), 'mine\n');
    const ended = await inApp('doctor', '--json');
    expect(ended.exit, ended.stderr).toBe(0);
    const texts = json(ended.stdout).findings.map(({ text }: { text: string }) => text);
    expect(texts).toContainEqual(expect.stringContaining('made from the template folder'));
    expect(texts).toContainEqual(expect.stringContaining('edited by you: README.md'));
  });

  test.each([
    ['add', 'redis'],
    ['remove', 'docker'],
    ['generate', 'module', 'books', 'title:string'],
    ['generate'],
    ['destroy', 'module', 'books'],
    ['level-up'],
    ['update'],
    ['explain', 'middleware'],
  ])('%s %s is refused, says why, and changes nothing', async (...argv) => {
    const before = snapshotOf(app());
    const ended = await inApp(...argv);
    expect(ended.exit).toBe(3);
    expect(ended.stderr).toContain('made from the template folder');
    expect(snapshotOf(app())).toEqual(before);
  });

  test('learn shows the map, undo has nothing to undo, create does not write into it', async () => {
    const learned = await inApp('learn');
    expect(learned.exit, learned.stderr).toBe(0);
    expect((await inApp('undo')).exit).toBe(3);
    expect((await create(['--template', './folder', ...QUIET])).exit).toBe(3);
  });
});
