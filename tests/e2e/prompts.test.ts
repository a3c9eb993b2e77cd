/** The questions, answered by keys in a real pseudo-terminal. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { isCursorShown, KEYS, openTerminal, type Terminal } from '../support/pty.ts';
import { NEUTRAL_GIT } from './support/project.ts';
import { run } from './support/run.ts';

const PROMPTS = [
  'Which folder?',
  'How far up the roadmap?',
  'Which database?',
  'What else?',
  'Which package manager?',
  'Install the dependencies?',
  'Start a git repository',
  'Write these',
] as const;

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'backendbytes-prompts-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const create = (...args: readonly string[]): Terminal =>
  openTerminal({
    command: ['node', path.join(inject('packed'), 'bin/create-backendbytes.js'), ...args],
    cwd,
    env: NEUTRAL_GIT,
  });

/** Enter at every prompt up to this one, which is then open. */
async function open(terminal: Terminal, upTo: (typeof PROMPTS)[number]): Promise<void> {
  for (const prompt of PROMPTS.slice(0, PROMPTS.indexOf(upTo))) {
    await terminal.waitFor(prompt);
    terminal.send(KEYS.enter);
  }
  await terminal.waitFor(upTo);
}

/** Moves down until the marked choice starts with the label, then takes it. */
async function take(terminal: Terminal, label: string): Promise<void> {
  for (let moves = 0; moves < 20; moves += 1) {
    await new Promise((resolve) => setTimeout(resolve, 80));
    const marked =
      terminal
        .screen()
        .match(/● [^\n]*/g)
        ?.at(-1) ?? '';
    if (marked.startsWith(`● ${label}`)) return terminal.send(KEYS.enter);
    terminal.send(KEYS.down);
  }
  throw new Error(`"${label}" never was marked:\n${terminal.screen()}`);
}

const answersOf = (name: string): unknown => {
  const text = readFileSync(path.join(cwd, name, '.backendbytes.json'), 'utf8');
  return (JSON.parse(text) as { readonly answers: unknown }).answers;
};

async function expectNothing(terminal: Terminal, code: number): Promise<void> {
  expect(await terminal.exitCode).toBe(code);
  expect(readdirSync(cwd)).toEqual([]);
  expect(isCursorShown(terminal.raw())).toBe(true);
  expect(terminal.screen()).not.toMatch(/ {4}at /);
}

test('keys answer every question, and the project is there', async () => {
  const terminal = create();
  await terminal.waitFor('Which folder?');
  terminal.send('shop', KEYS.enter);
  await terminal.waitFor('How far up the roadmap?');
  await take(terminal, '2');
  await terminal.waitFor('Which database?');
  terminal.send(KEYS.enter);
  await terminal.waitFor('What else?');
  terminal.send(KEYS.enter);
  await terminal.waitFor('Which package manager?');
  await take(terminal, 'pnpm');
  await terminal.waitFor('Install the dependencies?');
  terminal.send('n');
  await terminal.waitFor('Start a git repository');
  terminal.send(KEYS.enter);
  await terminal.waitFor('The same again');
  await terminal.waitFor('Write these');
  terminal.send(KEYS.enter);
  expect(await terminal.exitCode, terminal.screen()).toBe(0);
  expect(answersOf('shop')).toMatchObject({ name: 'shop', level: 2, packageManager: 'pnpm' });
  expect(isCursorShown(terminal.raw())).toBe(true);
  expect(terminal.screen()).toMatch(/Next\s+cd shop\s+pnpm install/);
  const log = await run('git', ['log', '--oneline'], {
    cwd: path.join(cwd, 'shop'),
    env: NEUTRAL_GIT,
  });
  expect(log.stdout.trim().split('\n')).toHaveLength(1);
});

test('the command it prints makes the same files without a question', async () => {
  const terminal = create('--no-install', '--no-git');
  await open(terminal, 'Which package manager?');
  terminal.send(KEYS.enter);
  await terminal.waitFor('Write these');
  terminal.send(KEYS.enter);
  expect(await terminal.exitCode).toBe(0);
  const command = /npx create-backendbytes@\S+ my-api (.*)/.exec(terminal.screen())?.[1] ?? '';
  const again = await run(
    'sh',
    [
      '-c',
      `node "$0" other --name my-api ${command}`,
      path.join(inject('packed'), 'bin/create-backendbytes.js'),
    ],
    { cwd },
  );
  expect(again.code, again.stderr).toBe(0);
  expect(readFileSync(path.join(cwd, 'other/.backendbytes.json'), 'utf8')).toBe(
    readFileSync(path.join(cwd, 'my-api/.backendbytes.json'), 'utf8'),
  );
});

test.each([
  ['<', '<'],
  ['Shift+Tab', KEYS.shiftTab],
])('%s goes back a step, and the other answer counts', async (_, back) => {
  const terminal = create(
    'shop',
    '--no-install',
    '--no-git',
    '--package-manager',
    'npm',
    '--features',
    'none',
  );
  await terminal.waitFor('How far up the roadmap?');
  await take(terminal, '2');
  await terminal.waitFor('Which database?');
  terminal.send(back);
  await terminal.waitFor('How far up the roadmap?');
  await take(terminal, '3');
  await terminal.waitFor('Which database?');
  terminal.send(KEYS.enter);
  await terminal.waitFor('Write these');
  terminal.send(back);
  await terminal.waitFor('Which database?');
  await take(terminal, 'MongoDB');
  await terminal.waitFor('Write these');
  terminal.send(KEYS.enter);
  expect(await terminal.exitCode, terminal.screen()).toBe(0);
  expect(answersOf('shop')).toMatchObject({ level: 3, database: 'mongo' });
});

test('a choice that does not fit is explained, and mended on request', async () => {
  const terminal = create(
    'shop',
    '--level',
    '2',
    '--no-install',
    '--no-git',
    '--package-manager',
    'npm',
    '--features',
    'none',
  );
  await terminal.waitFor('Which database?');
  await take(terminal, 'MongoDB');
  await terminal.waitFor('MongoDB starts at level 3; you chose level 2');
  await take(terminal, '← choose again');
  await terminal.waitFor('Which database?');
  await take(terminal, 'MongoDB');
  await terminal.waitFor('MongoDB starts at level 3; you chose level 2');
  await take(terminal, 'raise the level to 3');
  await terminal.waitFor('Write these');
  terminal.send(KEYS.enter);
  expect(await terminal.exitCode, terminal.screen()).toBe(0);
  expect(answersOf('shop')).toMatchObject({ level: 3, database: 'mongo' });
});

describe.each([
  ['Ctrl-C', KEYS.ctrlC],
  ['Ctrl-D', KEYS.ctrlD],
  ['Escape', KEYS.escape],
])('%s', (_, key) => {
  test.each(PROMPTS)('at "%s" leaves nothing behind', async (prompt) => {
    const terminal = create();
    await open(terminal, prompt);
    terminal.send(key);
    await expectNothing(terminal, 130);
    expect(terminal.screen().match(/^.*cancelled.*$/gm)).toHaveLength(1);
  });
});

test.each([
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s at a prompt shows the cursor again and leaves nothing', async (signal, code) => {
  const terminal = create();
  await open(terminal, 'Which database?');
  terminal.kill(signal);
  await expectNothing(terminal, code);
});

test('no to the plan writes nothing', async () => {
  const terminal = create();
  await open(terminal, 'Write these');
  await take(terminal, 'no, stop here');
  await expectNothing(terminal, 130);
});

test('a name that cannot be one is explained, and asked again', async () => {
  const terminal = create('--level', '2');
  await terminal.waitFor('Which folder?');
  terminal.send('My App', KEYS.enter);
  await terminal.waitFor('Try: my-app');
  terminal.send(KEYS.ctrlC);
  await expectNothing(terminal, 130);
});

describe('a folder that holds files', () => {
  beforeEach(() => {
    mkdirSync(path.join(cwd, 'app'));
    writeFileSync(path.join(cwd, 'app/notes.txt'), 'precious');
  });
  const unchanged = (): void =>
    expect(readdirSync(cwd, { recursive: true }).sort()).toEqual(['app', 'app/notes.txt']);

  test('is left alone with --yes', async () => {
    const terminal = create('app', '--yes');
    terminal.send(KEYS.escape);
    expect(await terminal.exitCode).toBe(3);
    unchanged();
  });

  test('is left alone when the user stops', async () => {
    const terminal = create('app');
    await terminal.waitFor('is not empty');
    await take(terminal, 'stop here');
    expect(await terminal.exitCode).toBe(3);
    unchanged();
  });

  test('is added to when the user says so', async () => {
    const terminal = create(
      'app',
      '--level',
      '2',
      '--database',
      'none',
      '--features',
      'none',
      '--package-manager',
      'npm',
      '--no-install',
      '--no-git',
    );
    await terminal.waitFor('is not empty');
    await take(terminal, 'add to it');
    await terminal.waitFor('Write these');
    terminal.send(KEYS.enter);
    expect(await terminal.exitCode, terminal.screen()).toBe(0);
    expect(readFileSync(path.join(cwd, 'app/notes.txt'), 'utf8')).toBe('precious');
    expect(existsSync(path.join(cwd, 'app/package.json'))).toBe(true);
  });
});
