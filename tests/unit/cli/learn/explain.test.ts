import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LEARN, EXPLAIN, type Command } from '../../../../src/cli/flags.ts';
import { explain } from '../../../../src/cli/learn/explain.ts';
import { learn } from '../../../../src/cli/learn/learn.ts';
import type { Tools } from '../../../../src/cli/life/apply.ts';
import { parse } from '../../../../src/cli/parse.ts';
import type { Answers } from '../../../../src/types.ts';
import { catalog, render, shop } from '../../../support/answers.ts';
import { scratch } from '../../../support/scratch.ts';

const home = scratch();
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function write(name: string, answers: Answers): Promise<string> {
  const dir = path.join(home, name);
  for (const [file, { text }] of await render(answers)) {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    writeFileSync(path.join(dir, file), text);
  }
  return dir;
}

interface Said {
  readonly text: string;
  readonly document: any;
}

async function ask(
  command: Command,
  run: (tools: Tools) => Promise<number>,
  cwd: string,
  ...args: readonly string[]
): Promise<Said> {
  const lines: string[] = [];
  let document: unknown;
  const output = {
    say: (line = '') => void lines.push(line),
    warn: () => {},
    note: () => {},
    document: (value: object) => void (document = value),
    styled: (_: string, text: string) => text,
    isJson: true,
    isLive: false,
  };
  expect(await run({ cwd, parsed: parse(args, command), output, catalog })).toBe(0);
  return { text: lines.join('\n'), document };
}
const explained = (dir: string, ...topic: readonly string[]) =>
  ask(EXPLAIN, explain, dir, ...topic);
const map = (dir: string) => ask(LEARN, learn, dir);

let dir = '';
beforeAll(async () => {
  dir = await write('two', shop());
});

describe('explain', () => {
  test.each([
    [['middleware'], 'concept', 'stations'],
    [['L2-C03'], 'concept', 'stations'],
    [['status', 'codes'], 'concept', 'three digits'],
    [['src/app.ts'], 'file', 'Everything the app'],
    [['./src/controllers/todos.controller.ts'], 'file', 'the logic'],
    [['npm', 'run', 'dev'], 'script', 'It runs: tsx'],
    [['level-up'], 'command', 'next level'],
    [['PORT'], 'variable', 'port to listen on'],
    [['docker'], 'feature', 'This project does not have it'],
    [['transactions'], 'concept', 'part of level 3'],
  ])('%s is a %s', async (topic, kind, words) => {
    const { text, document } = await explained(dir, ...topic);
    expect(document.kind).toBe(kind);
    expect(text).toContain(words);
  });

  test('a lesson that its owner has rewritten is told in the new words', async () => {
    const file = 'docs/lessons/L2-C02-routing.md';
    writeFileSync(
      path.join(dir, file),
      '# Routing\n\n## Concept\n\nMy own words.\n\n## Implementation\n',
    );
    expect((await explained(dir, 'routing')).text).toContain('My own words.');
    expect((await explained(dir, file)).text).toContain('You have edited it.');
  });

  test('a file of the owner is theirs, and one they deleted is said to be deleted', async () => {
    writeFileSync(path.join(dir, 'mine.ts'), '/** What I made. */\n');
    expect((await explained(dir, 'mine.ts')).text).toMatch(/What I made\.[\s\S]*It is yours/);
    rmSync(path.join(dir, 'src/readiness.ts'));
    expect((await explained(dir, 'src/readiness.ts')).text).toContain('You have deleted it.');
  });

  test('without lessons in the project a concept is explained all the same', async () => {
    const bare = await write('bare', shop({ lessons: false }));
    const { document } = await explained(bare, 'middleware');
    expect(document.text).toContain('stations');
    expect(document.more).not.toContainEqual(expect.stringContaining('docs/lessons'));
  });

  test('a typing error is met with what was meant', async () => {
    await expect(explained(dir, 'midleware')).rejects.toMatchObject({
      hint: 'Did you mean middleware?',
    });
  });
});

describe('learn', () => {
  test('says what is behind, where the project is, and what is next', async () => {
    const { document } = await map(dir);
    const places = Object.fromEntries(document.road.map((stop: any) => [stop.level, stop.place]));
    expect(places).toMatchObject({ 0: 'behind', 1: 'behind', 2: 'here', 3: 'ahead' });
    expect(document.next).toMatch(/level-up 3$/);
  });

  test('counts the ticks of the checklist', async () => {
    const before = (await map(dir)).document.ticks;
    expect(before.done).toBe(0);
    writeFileSync(path.join(dir, 'docs/checklist.md'), '- [x] one\n- [ ] two\n');
    expect((await map(dir)).document.ticks).toEqual({ done: 1, all: 2 });
  });

  test('shows the map where there is no project', async () => {
    const { document } = await map(home);
    expect(new Set(document.road.map((stop: any) => stop.place))).toEqual(new Set(['ahead']));
    expect(document.next).toBe('npm create backendbytes@latest');
  });
});
