/** The exercises of level 1: they can be solved, and nothing but a solution passes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { render, root, shop } from '../support/answers.ts';
import { scratch } from '../support/scratch.ts';

const FOLDER = 'drills/practice/';
const ALL = 'all.test.ts';
const solutions = path.join(root, 'tests/support/practice');
const topics = readdirSync(solutions).map((file) => path.basename(file, '.ts'));

const tree = await render(shop({ level: 1 }));
const tests = [...tree.keys()].filter(
  (file) => file.startsWith(FOLDER) && /\.test\.ts$/.test(file),
);

function written(): string {
  const dir = scratch();
  for (const [file, { text }] of tree) {
    if (!file.startsWith(FOLDER)) continue;
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    writeFileSync(path.join(dir, file), text);
  }
  writeFileSync(path.join(dir, 'package.json'), '{ "type": "module" }');
  return dir;
}

/** What Node says in the end: how many passed, failed, wait. In one process: 23 take ten times as long to start. */
async function run(dir: string) {
  writeFileSync(path.join(dir, ALL), tests.map((file) => `await import('./${file}');\n`).join(''));
  const args = ['--import', import.meta.resolve('tsx'), '--test', '--test-reporter=tap', ALL];
  const child = spawn(process.execPath, args, { cwd: dir, env: { PATH: process.env['PATH'] } });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  const output = Buffer.concat(chunks).toString();
  const count = (name: string): number =>
    Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(output)?.[1]);
  return { output, pass: count('pass'), fail: count('fail'), todo: count('todo') };
}

test('there is a topic for each tutorial, and a solution for each topic', () => {
  expect(tests).toHaveLength(23);
  expect(tests.map((file) => path.basename(file, '.test.ts'))).toEqual(topics);
});

test('until a topic is begun, it waits and fails nobody', async () => {
  expect(await run(written())).toMatchObject({ fail: 0, todo: 23 });
});

test('all 131 can be solved', async () => {
  const dir = written();
  cpSync(solutions, path.join(dir, FOLDER), { recursive: true });
  const { output, ...counts } = await run(dir);
  expect(counts, output).toEqual({ pass: 131, fail: 0, todo: 0 });
});

test('none passes with a function that does nothing', async () => {
  const dir = written();
  for (const topic of topics) {
    const text = readFileSync(path.join(solutions, `${topic}.ts`), 'utf8');
    const names = [...text.matchAll(/^export (?:async )?(?:const|function\*?) (\w+)/gm)];
    const stubs = names.map(([, name]) => `export const ${name} = () => undefined;\n`);
    writeFileSync(path.join(dir, FOLDER, `${topic}.ts`), stubs.join(''));
  }
  const { output, ...counts } = await run(dir);
  expect(counts, output).toEqual({ pass: 0, fail: 131, todo: 0 });
});
