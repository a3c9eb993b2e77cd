import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calculate } from '../calculator.ts';
import { runProgram } from './support/program.ts';
import { scratch } from './support/scratch.ts';

for (const [text, value] of [
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['10 - 4 - 3', 3],
  ['100 / 10 / 2', 5],
  ['7 % 4 * 2', 6],
  ['2 ^ 3 ^ 2', 512],
  ['-2 ^ 2', -4],
  ['2 ^ -1', 0.5],
  ['--3', 3],
  ['2*-3', -6],
  ['1.5 + 0.5', 2],
] as const)
  test(`${text} is ${value}`, () => {
    assert.equal(calculate(text), value);
  });

for (const [text, message] of [
  ['1 / 0', /divided by zero/],
  ['5 % (2 - 2)', /divided by zero/],
  ['', /missing/],
  ['1 +', /missing/],
  ['(1 + 2', /not closed/],
  ['1 2', /"2" was not expected/],
  ['two', /"t" was not expected/],
  ['process.exit()', /"p" was not expected/],
  ['9 ^ 9 ^ 9', /too large/],
] as const)
  test(`${JSON.stringify(text)} is refused in words`, () => {
    assert.throws(() => calculate(text), { code: 'invalid', message });
  });

test('the program remembers what it worked out, and goes on after a mistake', async (t) => {
  const cwd = scratch(t);
  const { code, output } = await runProgram('bin/calc.ts', [], {
    cwd,
    input: '1 / 0\n0.1 + 0.2\n',
  });
  assert.equal(code, 0);
  assert.match(output, /0\.3\n/);
  assert.match(output, /divided by zero/);
  assert.equal((await runProgram('bin/calc.ts', ['6 * 7'], { cwd })).output, '42\n');
  assert.equal(
    (await runProgram('bin/calc.ts', ['--history'], { cwd })).output,
    '0.1 + 0.2 = 0.3\n6 * 7 = 42\n',
  );
});

test('a single calculation that is wrong ends with 1', async (t) => {
  assert.equal((await runProgram('bin/calc.ts', ['1 / 0'], { cwd: scratch(t) })).code, 1);
});
