/** Nobody is asked and nothing is told: no command leaves this machine unless the user said so. Needs strace. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { makeWorld, endWorld, environment, runIn, type World } from './faults/world.ts';
import { lacks } from './faults/machine.ts';
import { CASES } from './faults/cases.ts';

const traced = CASES.find(({ needs }) => needs.includes('strace'));
const isPossible = traced !== undefined && lacks(traced) === undefined;

let world: World;
beforeAll(() => (world = makeWorld(inject('packed'))));
afterAll(() => endWorld(world));

const SMALL = ['--level', '2', '--features', 'none', '--no-example', '--yes', '--no-install'];

// In this order, on one project; doctor looks whether the ports of the project are free, on this machine.
test.runIf(isPossible).each([
  ['create-backendbytes.js', 'app', ...SMALL],
  ['backendbytes.js', 'generate', 'module', 'users'],
  ['backendbytes.js', 'add', 'docker'],
  ['backendbytes.js', 'undo'],
  ['backendbytes.js', 'doctor'],
])('%s %s stays on this machine and out of HOME', async (...argv) => {
  const file = `${world.top}.tr`;
  const ended = await runIn(world, {
    argv,
    cwd: argv[0] === 'create-backendbytes.js' ? world.work : `${world.work}/app`,
    env: environment(world),
    wrap: ['strace', '-f', '-e', 'trace=network', '-o', file],
  });
  expect(ended.exit, ended.stderr).toBe(0);
  const calls = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes('AF_INET'));
  const isHere = (line: string): boolean =>
    !/\b(?:connect|sendto|sendmsg|sendmmsg)\(/.test(line) || /"(?:127\.[\d.]+|::1)"/.test(line);
  expect(calls.filter((line) => !isHere(line))).toEqual([]);
  expect(readdirSync(world.home)).toEqual([]);
});
