// Node 20 does not look for TypeScript by itself, and patterns are spelled differently on every system.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const home = import.meta.dirname;
const tests = readdirSync(home, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => path.join(home, file))
  .sort();

const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', '--test', '--test-reporter=spec', ...tests],
  {
    cwd: path.join(home, '..'),
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
