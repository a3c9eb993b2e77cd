import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { look, organize, planMoves, undo, UNDO } from '../organizer.ts';
import { runProgram } from './support/program.ts';
import { scratch } from './support/scratch.ts';

function downloads(t: TestContext): string {
  const folder = scratch(t);
  mkdirSync(path.join(folder, 'documents'));
  mkdirSync(path.join(folder, 'my project'));
  for (const file of ['a.PDF', 'b.png', 'noext', '.hidden', 'documents/a.PDF', 'my project/x.png'])
    writeFileSync(path.join(folder, file), file);
  return folder;
}

const everything = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();

test('a kind is told by the end of the name, in any spelling', () => {
  assert.deepEqual(planMoves(['a.JPG', 'b.tar', 'c']), [
    { from: 'a.JPG', to: 'images/a.JPG' },
    { from: 'b.tar', to: 'archives/b.tar' },
    { from: 'c', to: 'other/c' },
  ]);
});

test('a name that is taken gets a number, and nothing is replaced', async (t) => {
  const folder = downloads(t);
  await organize(folder, await look(folder));
  assert.equal(readFileSync(path.join(folder, 'documents/a.PDF'), 'utf8'), 'documents/a.PDF');
  assert.equal(readFileSync(path.join(folder, 'documents/a (2).PDF'), 'utf8'), 'a.PDF');
});

test('hidden files and folders of your own stay where they are', async (t) => {
  const folder = downloads(t);
  await organize(folder, await look(folder));
  const after = everything(folder);
  assert.ok(after.includes('.hidden') && after.includes('my project/x.png'));
});

test('undo brings everything back, and takes the folders it made along', async (t) => {
  const folder = downloads(t);
  const before = everything(folder);
  await organize(folder, await look(folder));
  assert.equal(await undo(folder), 3);
  assert.deepEqual(everything(folder), before);
});

test('a second run has nothing to do', async (t) => {
  const folder = downloads(t);
  await organize(folder, await look(folder));
  assert.deepEqual(await look(folder), []);
});

test('a dry run tells the moves and makes none', async (t) => {
  const folder = downloads(t);
  const before = everything(folder);
  const { code, output } = await runProgram('bin/organize.ts', ['--dry-run', folder]);
  assert.equal(code, 0);
  assert.match(output, /b\.png → images\/b\.png/);
  assert.deepEqual(everything(folder), before);
});

test('undo without anything to undo says so', async (t) => {
  const { code, output } = await runProgram('bin/organize.ts', ['--undo', scratch(t)]);
  assert.equal(code, 1);
  assert.ok(output.includes(UNDO));
});
