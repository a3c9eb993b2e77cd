/** What is measured of this package, and the projects that it needs for that. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Command } from './measure.ts';

const bin = (name: string): string => path.join(import.meta.dirname, '../bin', `${name}.js`);
const QUIET = ['--yes', '--no-install', '--no-git'];
const SQL = ['--database', 'sql'];

export function ours(home: string): readonly Command[] {
  const features = everyFeature();
  const create = (label: string, ...args: readonly string[]): Command => ({
    label: `create-backendbytes ${label}`,
    args: [bin('create-backendbytes'), ...args],
  });
  return [
    create('--version', '--version'),
    create('--help', '--help'),
    create('level 2', '$DIR', '--level', '2', ...QUIET),
    create('level 3, Postgres', '$DIR', '--level', '3', ...SQL, ...QUIET),
    create('level 3, Mongo', '$DIR', '--level', '3', '--database', 'mongo', ...QUIET),
    create('level 8, all', '$DIR', '--level', '8', ...SQL, '--features', features, ...QUIET),
    generateIn(5, home),
    generateIn(100, home),
  ];
}

function everyFeature(): string {
  const listed = answer('backendbytes', ['list', 'features', '--json'], process.cwd());
  const { features } = JSON.parse(listed) as { features: readonly { id: string }[] };
  return features.map(({ id }) => id).join(',');
}

/** One module more, in a project that has so many. */
function generateIn(count: number, home: string): Command {
  const name = `with-${count}-modules`;
  const modules = Array.from({ length: count }, (_, at) => [
    '--module',
    `${nameOf(at)} title:string price:decimal boughtAt:datetime?`,
  ]);
  const args = [name, '--level', '5', ...SQL, ...modules.flat(), ...QUIET];
  answer('create-backendbytes', args, home);
  return {
    label: `backendbytes generate module, ${count} there`,
    args: [bin('backendbytes'), 'generate', 'module', 'invoices', 'title:string', '--yes'],
    copyOf: path.join(home, name),
  };
}

/** Names of letters only: `thing-aa`, `thing-ab`. */
const nameOf = (at: number): string =>
  `thing-${String.fromCharCode(97 + Math.floor(at / 26), 97 + (at % 26))}`;

function answer(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin(program), ...args], {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}\n${stderr}`);
  return stdout;
}
