/** One installed project, in which one state of a workshop after the other is tried. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import fs from 'fs-extra';
import type { Tree } from '../../src/types.ts';

export interface Tested {
  readonly name: string;
  readonly isPassed: boolean;
}
/** test file → its tests */
export type Outcome = ReadonlyMap<string, readonly Tested[]>;

export interface Lab {
  readonly show: (tree: Tree) => void;
  /** @param filters as vitest takes them */
  readonly test: (...filters: readonly string[]) => Promise<Outcome>;
  /** @returns what it said, if it did not end well */
  readonly script: (name: string) => Promise<string | undefined>;
}

export async function openLab(dir: string, first: Tree): Promise<Lab> {
  let shown: Tree = new Map();
  const show = (tree: Tree): void => {
    for (const file of shown.keys()) if (!tree.has(file)) fs.removeSync(path.join(dir, file));
    for (const [file, { text: content }] of tree)
      if (shown.get(file)?.text !== content)
        fs.outputFileSync(path.join(dir, file), filled(content));
    shown = tree;
  };
  show(first);
  const installed = await run(dir, 'npm', INSTALL);
  if (installed.code !== 0) throw new Error(installed.output);
  return { show, test: (...filters) => test(dir, filters), script: (name) => script(dir, name) };
}

const INSTALL = [
  'install',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--prefer-offline',
  '--loglevel=error',
];

const filled = (content: string): string =>
  content.replaceAll(/<secret:\w+>/g, 'only-for-this-proof-0123456789abcdef');

async function script(dir: string, name: string): Promise<string | undefined> {
  const { code, output } = await run(dir, 'npm', ['run', '--silent', name]);
  return code === 0 ? undefined : output;
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

async function test(dir: string, filters: readonly string[]): Promise<Outcome> {
  const report = path.join(dir, '.local/report.json');
  fs.removeSync(report);
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...filters];
  const reporters = ['--reporter=json', `--outputFile=${report}`];
  const { output } = await run(dir, process.execPath, [...args, ...reporters]);
  if (!fs.existsSync(report)) throw new Error(output);
  const { testResults } = fs.readJsonSync(report) as Report;
  return new Map(
    testResults.map(({ name, message, assertionResults }) => [
      path.relative(fs.realpathSync(dir), name),
      assertionResults.length > 0
        ? assertionResults.map(({ fullName, status }) => ({
            name: fullName,
            isPassed: status === 'passed',
          }))
        : [{ name: message ?? 'no tests', isPassed: false }],
    ]),
  );
}

async function run(dir: string, file: string, args: readonly string[]) {
  const env = { ...process.env, FORCE_COLOR: '0' };
  const child = spawn(file, args, { cwd: dir, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close') as Promise<[number | null]>;
  const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, output: `${out}${errors}` };
}
