/**
 * Type-checks trees that were never written to disk. They stand, for the compiler, in a folder of this repo, so their
 * packages are found in our own node_modules; what the compiler reads there is read once for all trees.
 */
import path from 'node:path';
import ts from 'typescript';
import type { Tree } from '../../src/types.ts';
import { root } from './answers.ts';

const home = path.join(root, '.virtual');
const libraries = new Map<string, ts.SourceFile | undefined>();
const sources = new Map<string, ts.SourceFile>();

/** @returns one line a problem: `src/app.ts:12 TS2345 …` */
export function typeCheck(tree: Tree): readonly string[] {
  const { options, include } = readConfig(tree);
  const host = treeHost(tree, options);
  const program = ts.createProgram({ rootNames: rootNames(tree, include), options, host });
  return ts.getPreEmitDiagnostics(program).map(line);
}

function readConfig(tree: Tree): {
  readonly options: ts.CompilerOptions;
  readonly include: readonly string[];
} {
  const file = tree.get('tsconfig.json');
  if (!file) throw new Error('the tree has no tsconfig.json');
  const { config } = ts.parseConfigFileTextToJson('tsconfig.json', file.text) as {
    config: { include?: string[] };
  };
  const parsed = ts.parseJsonConfigFileContent(
    config,
    { ...ts.sys, readDirectory: () => [] },
    home,
  );
  return {
    options: { ...parsed.options, noEmit: true, incremental: false },
    include: config.include ?? [],
  };
}

const rootNames = (tree: Tree, include: readonly string[]): readonly string[] =>
  [...tree.keys()]
    .filter(
      (file) =>
        file.endsWith('.ts') &&
        include.some((entry) => file.startsWith(entry.replace(/\/?\*.*$/, ''))),
    )
    .map((file) => path.join(home, file));

function treeHost(tree: Tree, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const inTree = (file: string) =>
    file.startsWith(`${home}${path.sep}`) ? tree.get(path.relative(home, file)) : undefined;
  const isInTree = (file: string) => file.startsWith(home);
  return {
    ...host,
    getCurrentDirectory: () => home,
    fileExists: (file) =>
      isInTree(file) && !file.includes('node_modules')
        ? inTree(file) !== undefined
        : host.fileExists(file),
    readFile: (file) => (isInTree(file) ? inTree(file)?.text : host.readFile(file)),
    directoryExists: (dir) => isInTree(dir) || (host.directoryExists?.(dir) ?? false),
    getSourceFile: (file, version) => {
      const own = inTree(file);
      return own
        ? parse(file, own.text, version)
        : library(file, () => host.getSourceFile(file, version));
    },
  };
}

/** Most files are the same in many trees. */
function parse(
  file: string,
  text: string,
  version: ts.ScriptTarget | ts.CreateSourceFileOptions,
): ts.SourceFile {
  const key = `${file}\0${text}`;
  const known = sources.get(key);
  if (known) return known;
  const source = ts.createSourceFile(file, text, version, true);
  sources.set(key, source);
  return source;
}

function library(file: string, read: () => ts.SourceFile | undefined): ts.SourceFile | undefined {
  if (!libraries.has(file)) libraries.set(file, read());
  return libraries.get(file);
}

function line({ file, start, code, messageText }: ts.Diagnostic): string {
  const where =
    file && start !== undefined
      ? `${path.relative(home, file.fileName)}:${file.getLineAndCharacterOfPosition(start).line + 1} `
      : '';
  return `${where}TS${code} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
}
