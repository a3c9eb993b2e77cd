/**
 * Type-checks trees that were never written to disk. They stand, for the compiler, in a folder of this repo, so their
 * packages are found in our own node_modules. A file whose imports say the same in two trees is one file to the compiler,
 * and all trees are one program: what the projects share is read, bound and checked once.
 */
import path from 'node:path';
import ts from 'typescript';
import type { Answers, Tree } from '../../src/types.ts';
import { render, root } from './answers.ts';
import { labelOf } from './combinations.ts';
import { shareFiles, type Placed } from './shared-files.ts';

const home = path.join(root, '.virtual');

export async function typeProblems(all: readonly Answers[]) {
  const problems = typeCheckAll(await Promise.all(all.map(render)));
  return all.map((answers, index) => ({ label: labelOf(answers), problems: problems[index] }));
}

/** @returns for every tree one line a problem: `src/app.ts:12 TS2345 …` */
export const typeCheckAll = (trees: readonly Tree[]): readonly (readonly string[])[] =>
  inBatches(trees).flatMap(checkTogether);

/** How many trees one program holds: with more of them a small machine runs out of memory. */
const BATCH = 48;

const inBatches = (trees: readonly Tree[]): readonly (readonly Tree[])[] =>
  Array.from({ length: Math.ceil(trees.length / BATCH) }, (_, index) =>
    trees.slice(index * BATCH, (index + 1) * BATCH),
  );

function checkTogether(trees: readonly Tree[]): readonly (readonly string[])[] {
  const checkers = new Map(
    [...new Set(trees.map(configOf))].map((config) => [
      config,
      checker(
        config,
        trees.filter((tree) => configOf(tree) === config),
      ),
    ]),
  );
  return trees.map((tree) => checkers.get(configOf(tree))?.(tree) ?? []);
}

export const typeCheck = (tree: Tree): readonly string[] => typeCheckAll([tree])[0] ?? [];

function configOf(tree: Tree): string {
  const file = tree.get('tsconfig.json');
  if (!file) throw new Error('the tree has no tsconfig.json');
  return file.text;
}

function readConfig(text: string) {
  const { config } = ts.parseConfigFileTextToJson('tsconfig.json', text) as {
    config: { include?: string[] };
  };
  const { options } = ts.parseJsonConfigFileContent(
    config,
    { ...ts.sys, readDirectory: () => [] },
    home,
  );
  return { options: { ...options, noEmit: true, incremental: false }, include: config.include };
}

function checker(config: string, trees: readonly Tree[]): (tree: Tree) => readonly string[] {
  const { options, include = [] } = readConfig(config);
  const placed = shareFiles(trees, options, home);
  const rootNames = [
    ...new Set(
      trees.flatMap((tree) => rootsOf(tree, include).map((file) => placed.at(tree, file))),
    ),
  ];
  const program = ts.createProgram({ rootNames, options, host: hostOf(options, placed) });
  const general = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()].map(
    (diagnostic) => line('', diagnostic),
  );
  const known = new Map<string, readonly string[]>();
  const check = (file: string, at: string): readonly string[] => {
    const lines = known.get(at) ?? problemsOf(program, file, at);
    known.set(at, lines);
    return lines;
  };
  return (tree) => [
    ...general,
    ...rootsOf(tree, include).flatMap((file) => check(file, placed.at(tree, file))),
  ];
}

function problemsOf(program: ts.Program, file: string, at: string): readonly string[] {
  const source = program.getSourceFile(at);
  if (!source) throw new Error(`the compiler did not read ${file}`);
  return [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ].map((diagnostic) => line(file, diagnostic));
}

const rootsOf = (tree: Tree, include: readonly string[]): readonly string[] =>
  [...tree.keys()].filter(
    (file) =>
      file.endsWith('.ts') &&
      include.some((entry) => file.startsWith(entry.replace(/\/?\*.*$/, ''))),
  );

/** What every project's package.json says to the compiler. */
const MODULE = '{"type":"module"}';

const libraries = new Map<string, ts.SourceFile | undefined>();

function hostOf(options: ts.CompilerOptions, placed: Placed): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const isOurs = (file: string) => file.startsWith(home) && !file.includes('node_modules');
  const read = (file: string) =>
    path.basename(file) === 'package.json' ? MODULE : placed.textAt(file);
  return {
    ...host,
    getCurrentDirectory: () => home,
    fileExists: (file) => (isOurs(file) ? read(file) !== undefined : host.fileExists(file)),
    readFile: (file) => (isOurs(file) ? read(file) : host.readFile(file)),
    directoryExists: (dir) => isOurs(dir) || (host.directoryExists?.(dir) ?? false),
    getSourceFile: (file, version) => {
      if (isOurs(file)) return ts.createSourceFile(file, placed.textAt(file) ?? '', version, true);
      if (!libraries.has(file)) libraries.set(file, host.getSourceFile(file, version));
      return libraries.get(file);
    },
    resolveModuleNameLiterals: (literals, from, redirected, settings, source) =>
      literals.map((literal) => {
        const { text } = literal;
        if (isOurs(from) && text.startsWith('.'))
          return { resolvedModule: placed.resolve(from, text) };
        const mode = ts.getModeForUsageLocation(source, literal, settings);
        return ts.resolveModuleName(text, from, settings, host, cache(settings), redirected, mode);
      }),
  };
}

let resolutions: ts.ModuleResolutionCache | undefined;

const cache = (options: ts.CompilerOptions): ts.ModuleResolutionCache =>
  (resolutions ??= ts.createModuleResolutionCache(home, (name) => name, options));

function line(file: string, { file: source, start, code, messageText }: ts.Diagnostic): string {
  const where =
    source && start !== undefined
      ? `${file}:${source.getLineAndCharacterOfPosition(start).line + 1} `
      : '';
  return `${where}TS${code} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
}
