/**
 * Ratios of whole processes to `node -e 0`, interleaved, medians. Never a test: a shared machine's seconds prove nothing.
 *
 *   npm run bench                 ours
 *   npm run bench -- --peers      also create-vite and fastify-cli, installed into a temporary folder
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROUNDS = 7;
const bin = path.join(import.meta.dirname, '../bin/create-backendbytes.js');
const home = mkdtempSync(path.join(tmpdir(), 'backendbytes-bench-'));

interface Command {
  readonly label: string;
  /** arguments of node; `$DIR` is a folder that does not exist yet */
  readonly args: readonly string[];
}

const ours = (label: string, ...args: readonly string[]): Command => ({
  label: `create-backendbytes ${label}`,
  args: [bin, ...args],
});
const QUIET = ['--yes', '--no-install', '--no-git'];
const COMMANDS: readonly Command[] = [
  { label: 'node -e 0', args: ['-e', '0'] },
  ours('--version', '--version'),
  ours('--help', '--help'),
  ours('level 2', '$DIR', '--level', '2', ...QUIET),
  ours(
    'level 3, Postgres, docker',
    '$DIR',
    '--level',
    '3',
    '--database',
    'sql',
    '--features',
    'docker',
    ...QUIET,
  ),
  ours(
    'level 3, Mongo, docker',
    '$DIR',
    '--level',
    '3',
    '--database',
    'mongo',
    '--features',
    'docker',
    ...QUIET,
  ),
  ...(process.argv.includes('--peers') ? peers() : []),
];

function peers(): readonly Command[] {
  const tools = path.join(home, 'peers');
  const { status } = spawnSync(
    'npm',
    [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--prefix',
      tools,
      'create-vite@8',
      'fastify-cli@8',
    ],
    { stdio: 'inherit' },
  );
  if (status !== 0) throw new Error('the peers could not be installed');
  const modules = path.join(tools, 'node_modules');
  return [
    { label: 'create-vite --help', args: [path.join(modules, 'create-vite/index.js'), '--help'] },
    {
      label: 'create-vite vanilla-ts',
      args: [
        path.join(modules, 'create-vite/index.js'),
        '$DIR',
        '--template',
        'vanilla-ts',
        '--no-interactive',
      ],
    },
    {
      label: 'fastify-cli generate --lang=ts',
      args: [path.join(modules, 'fastify-cli/cli.js'), 'generate', '$DIR', '--lang=ts'],
    },
  ];
}

let folders = 0;

/** Milliseconds of one whole process. */
function time({ label, args }: Command): number {
  const dir = path.join(home, `app-${(folders += 1)}`);
  const started = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    args.map((arg) => arg.replace('$DIR', path.relative(home, dir))),
    { cwd: home, encoding: 'utf8' },
  );
  const took = performance.now() - started;
  if (status !== 0) throw new Error(`${label} ended with ${status}\n${stderr}`);
  rmSync(dir, { recursive: true, force: true });
  return took;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

COMMANDS.forEach(time);
const times = COMMANDS.map(() => [] as number[]);
for (let round = 0; round < ROUNDS; round += 1)
  COMMANDS.forEach((command, place) => times[place]?.push(time(command)));
rmSync(home, { recursive: true, force: true });

const floor = median(times[0] ?? []);
console.log(`Node ${process.version}, ${ROUNDS} rounds, medians\n`);
COMMANDS.forEach(({ label }, place) => {
  const took = median(times[place] ?? []);
  console.log(
    `${label.padEnd(48)} ${took.toFixed(0).padStart(6)} ms ${(took / floor).toFixed(2).padStart(7)} x`,
  );
});
