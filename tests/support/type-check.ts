/**
 * Type-checks trees with the native compiler. All trees are one program in a scratch folder: a file whose imports say the
 * same in two trees is one file there, so what the projects share is read, bound and checked once. Packages are found in
 * our own node_modules.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import ts from 'typescript';
import type { Answers, Tree } from '../../src/types.ts';
import { render, root } from './answers.ts';
import { labelOf, lacksOne } from './combinations.ts';
import { scratch } from './scratch.ts';
import { fileAt, shareFiles, type Placed } from './shared-files.ts';

const COMPILER = path.join(root, 'node_modules/typescript-native/bin/tsc');

/**
 * The code of every tree, and the tests that are not compiled with other code than theirs elsewhere: where a single feature
 * is missing they are those of fewer features and of all, and beside a starter's own they are those of projects without it.
 */
export async function typeProblems(all: readonly Answers[]) {
  const problems = await typeCheckAll(await Promise.all(all.map(treeToCheck)));
  return all.map((answers, index) => ({ label: labelOf(answers), problems: problems[index] }));
}

async function treeToCheck(answers: Answers): Promise<Tree> {
  const tree = await render(answers);
  const { starter, ...rest } = answers;
  if (lacksOne(answers)) return withTests(tree, []);
  if (starter === undefined) return tree;
  const plain = await render(rest);
  const own = [...tree].filter(([file, { text }]) => plain.get(file)?.text !== text);
  return withTests(
    tree,
    own.flatMap(([file]) => (file.startsWith('tests/') ? [file] : [])),
  );
}

/** Others stay where code imports them. */
function withTests(tree: Tree, tests: readonly string[]): Tree {
  const { include = [], ...config } = configOf(tree);
  const wanted = [...include.filter((one) => one !== 'tests'), ...tests];
  const text = JSON.stringify({ ...config, include: wanted });
  return new Map([...tree, ['tsconfig.json', { text }]]);
}

export const typeCheck = async (tree: Tree): Promise<readonly string[]> =>
  (await typeCheckAll([tree]))[0] ?? [];

/** @returns for every tree one line a problem: `src/app.ts:12 TS2345 …` */
export async function typeCheckAll(
  trees: readonly Tree[],
): Promise<readonly (readonly string[])[]> {
  const found = new Map<Tree, readonly string[]>();
  for (const options of new Set(trees.map(optionsOf))) {
    const together = trees.filter((tree) => optionsOf(tree) === options);
    (await checkTogether(together, JSON.parse(options) as object)).forEach((problems, tree) =>
      found.set(tree, problems),
    );
  }
  return trees.map((tree) => found.get(tree) ?? []);
}

const optionsOf = (tree: Tree): string => JSON.stringify(configOf(tree).compilerOptions);

function configOf(tree: Tree): Config {
  const file = tree.get('tsconfig.json');
  if (!file) throw new Error('the tree has no tsconfig.json');
  return JSON.parse(file.text) as Config;
}

interface Config {
  readonly compilerOptions: object;
  readonly include?: readonly string[];
}

async function checkTogether(
  trees: readonly Tree[],
  compilerOptions: object,
): Promise<ReadonlyMap<Tree, readonly string[]>> {
  const home = scratch();
  try {
    const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, home);
    const placed = shareFiles(trees, options, home);
    const roots = new Map(
      trees.map((tree) => [tree, rootsOf(tree).map((file) => placed.at(tree, file))]),
    );
    layOut({ home, placed, compilerOptions, files: [...new Set([...roots.values()].flat())] });
    const problems = await compile(home);
    return new Map(
      trees.map((tree) => [
        tree,
        ['', ...(roots.get(tree) ?? [])].flatMap((place) => problems.get(place) ?? []),
      ]),
    );
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function rootsOf(tree: Tree): readonly string[] {
  const { include = [] } = configOf(tree);
  return [...tree.keys()].filter(
    (file) => file.endsWith('.ts') && include.some((entry) => isMeantBy(entry, file)),
  );
}

/** A folder, a file, or `*.config.ts`: other patterns no project has. */
const isMeantBy = (entry: string, file: string): boolean =>
  entry.startsWith('*')
    ? !file.includes('/') && file.endsWith(entry.slice(1))
    : file === entry || file.startsWith(`${entry}/`);

interface Layout {
  readonly home: string;
  readonly placed: Placed;
  readonly compilerOptions: object;
  readonly files: readonly string[];
}

function layOut({ home, placed, compilerOptions, files }: Layout): void {
  const folders = new Set([...placed.texts.keys()].map((place) => path.dirname(place)));
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  for (const [place, text] of placed.texts) writeFileSync(place, text);
  const options = { ...compilerOptions, noEmit: true, incremental: false };
  writeFileSync(path.join(home, 'package.json'), '{"type":"module"}');
  writeFileSync(
    path.join(home, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, files }),
  );
  symlinkSync(path.join(root, 'node_modules'), path.join(home, 'node_modules'), 'junction');
}

const PROBLEM = /^(?:(.+)\((\d+),\d+\): )?error (TS\d+: .*)$/;

/** @returns place → one line a problem; those of no file stand at `''` */
async function compile(home: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const output = await outputOf(home);
  const problems = new Map<string, readonly string[]>();
  for (const line of output.split('\n')) {
    const [, at, row, about] = PROBLEM.exec(line) ?? [];
    if (about === undefined) continue;
    const place = at === undefined ? '' : path.resolve(home, at);
    const problem = at === undefined ? about : `${fileAt(place, home)}:${row} ${about}`;
    problems.set(place, [...(problems.get(place) ?? []), problem]);
  }
  if (output.trim() !== '' && problems.size === 0) throw new Error(`the compiler said: ${output}`);
  return problems;
}

async function outputOf(home: string): Promise<string> {
  // One checker: of several, each would check for itself what the projects share.
  const args = [COMPILER, '-p', home, '--pretty', 'false', '--checkers', '1'];
  const compiler = spawn(process.execPath, args, {
    cwd: home,
    // To collect what it leaves as often as it does by itself would be a third of the time.
    env: { ...process.env, GOGC: '400' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) =>
    compiler.once('error', reject).once('close', resolve),
  );
  const [output, complaint, code] = await Promise.all([
    text(compiler.stdout),
    text(compiler.stderr),
    ended,
  ]);
  if (code !== 0 && output === '') throw new Error(`the compiler ended with ${code}: ${complaint}`);
  return output;
}
