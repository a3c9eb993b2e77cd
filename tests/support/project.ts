/** A generated project on disk, and our commands run in it: in this process, from source. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { add, levelUp, remove, update } from '../../src/cli/life/commands.ts';
import { destroy } from '../../src/cli/life/destroy.ts';
import { doctor } from '../../src/cli/doctor/doctor.ts';
import { generate } from '../../src/cli/life/generate.ts';
import { undo } from '../../src/cli/life/undo.ts';
import { hint, next, progress } from '../../src/cli/workshop/learn.ts';
import { report } from '../../src/cli/workshop/report.ts';
import { reset, solution } from '../../src/cli/workshop/solution.ts';
import type { Tools } from '../../src/cli/life/apply.ts';
import { complete, SUBCOMMANDS } from '../../src/cli/flags.ts';
import type { Output } from '../../src/cli/output.ts';
import { parse } from '../../src/cli/parse.ts';
import { UserError } from '../../src/errors.ts';
import type { Answers, Tree } from '../../src/types.ts';
import { catalog, render } from './answers.ts';
import { scratch } from './scratch.ts';

const COMMANDS: Readonly<Record<string, (tools: Tools) => Promise<number>>> = {
  add,
  remove,
  'level-up': levelUp,
  update,
  generate,
  destroy,
  undo,
  doctor,
  next,
  hint,
  progress,
  solution,
  reset,
  report,
};

export interface Ran {
  readonly exit: number;
  /** what people read, or the error and its hint */
  readonly said: string;
  readonly document: unknown;
}

export interface TestProject {
  readonly root: string;
  readonly read: (file: string) => string;
  readonly write: (file: string, text: string) => void;
  readonly edit: (file: string, change: (text: string) => string) => void;
  readonly has: (file: string) => boolean;
  readonly list: (folder: string) => readonly string[];
  /** every file but those of git and of this machine */
  readonly files: () => ReadonlyMap<string, string>;
  /** `generate module orders title:string` */
  readonly run: (...args: readonly string[]) => Promise<Ran>;
  readonly commit: () => void;
}

export const projectOnDisk = async (answers: Answers, isUnderGit = true): Promise<TestProject> =>
  treeOnDisk(await render(answers), isUnderGit);

export function treeOnDisk(tree: Tree, isUnderGit = true): TestProject {
  const root = path.join(scratch(), 'shop');
  for (const [file, { text }] of tree) write(root, file, text);
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=me', '-c', 'user.email=me@example.com', ...args], {
      cwd: root,
      stdio: 'pipe',
    });
  const commit = () => {
    git('add', '-A');
    git('commit', '--quiet', '--allow-empty', '-m', 'mine');
  };
  if (isUnderGit) {
    git('init', '--quiet');
    commit();
  }
  const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
  return {
    root,
    read,
    commit,
    write: (file, text) => write(root, file, text),
    edit: (file, change) => write(root, file, change(read(file))),
    has: (file) => fs.existsSync(path.join(root, file)),
    list: (folder) => fs.readdirSync(path.join(root, folder)).sort(),
    files: () =>
      new Map(walk(root).map((file) => [path.relative(root, file), fs.readFileSync(file, 'utf8')])),
    run: (...args) => runIn(root, args),
  };
}

function write(root: string, file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
}

const NOT_OURS = new Set(['.git', '.local', '.backendbytes', 'node_modules']);

const walk = (dir: string): readonly string[] =>
  fs
    .readdirSync(dir, { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name))
    .flatMap((entry) => {
      const file = path.join(dir, entry.name);
      return entry.isDirectory() ? walk(file) : [file];
    })
    .sort();

async function runIn(root: string, [name = '', ...args]: readonly string[]): Promise<Ran> {
  const command = SUBCOMMANDS.find((one) => one.name === `backendbytes ${name}`);
  const work = COMMANDS[name];
  if (!command || !work) throw new Error(`no command ${name}`);
  const lines: string[] = [];
  let document: unknown;
  const keep = (line = '') => void lines.push(line);
  const output: Output = {
    say: keep,
    warn: keep,
    note: keep,
    document: (value) => void (document = value),
    styled: (_, text) => text,
    isJson: args.includes('--json'),
    isLive: false,
  };
  try {
    const tools = { cwd: root, parsed: parse(args, complete(command, catalog)), catalog, output };
    const exit = await work(tools);
    return { exit, said: lines.join('\n'), document };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const said = [...lines, error.message, error.hint].join('\n');
    return { exit: error.exitCode, said, document };
  }
}
