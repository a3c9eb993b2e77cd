import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { runJobs } from '../jobs.ts';
import { runProgram } from './support/program.ts';
import { scratch } from './support/scratch.ts';

test('one job that fails leaves the others their results', async () => {
  const work = (job: string) =>
    job === 'b' ? Promise.reject(new Error('no b')) : Promise.resolve(1);
  assert.deepEqual(await runJobs(['a', 'b', 'c'], work), [
    { kind: 'done', job: 'a', result: 1 },
    { kind: 'failed', job: 'b', reason: 'no b' },
    { kind: 'done', job: 'c', result: 1 },
  ]);
});

test('the process goes on after a bad line, and ends well', async (t) => {
  const file = path.join(scratch(t), 'jobs.txt');
  writeFileSync(file, '12.50\nnot a price\n0.50\n');
  const { code, output } = await runProgram('bin/jobs.ts', [file]);
  assert.equal(code, 0, output);
  assert.match(output, /2 of 3 prices: 13\.00/);
  assert.match(output, /failed: "not a price"/);
});

test('without its list the process says why it ends, in a line and not in a stack', async () => {
  const { code, output } = await runProgram('bin/jobs.ts', ['no-such-file']);
  assert.equal(code, 1);
  assert.match(output, /cannot be read: ENOENT/);
  assert.doesNotMatch(output, / {4}at /);
});

test('a promise that is rejected while nobody waits ends the whole process', async () => {
  const { code, output } = await runProgram('tests/support/unhandled.ts');
  assert.equal(code, 1);
  assert.doesNotMatch(output, /still here/);
});
