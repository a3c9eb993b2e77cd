import fs from 'node:fs';
import path from 'node:path';
import { allowing } from './disk-error.ts';

/** The only programs we ever start. */
export type Program = 'git' | 'npm' | 'pnpm' | 'yarn' | 'bun';

export interface Command {
  readonly file: string;
  /** goes before the arguments: the script, where the program is one */
  readonly before: readonly string[];
}

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** the running Node */
  readonly node: string;
  /** a file that may be executed */
  readonly isProgram: (file: string) => boolean;
}

// On Windows these are `.cmd` files, which only a shell can start; their scripts need none.
const SCRIPTS: Readonly<Partial<Record<Program, readonly string[]>>> = {
  npm: ['npm', 'bin', 'npm-cli.js'],
  pnpm: ['pnpm', 'bin', 'pnpm.cjs'],
  yarn: ['yarn', 'bin', 'yarn.js'],
};

export const thisMachine = (): Machine => ({
  platform: process.platform,
  env: process.env,
  node: process.execPath,
  isProgram,
});

/**
 * Absolute path of a program on PATH; undefined when it is not installed. Relative entries of PATH
 * are passed over: they would run what lies in the project.
 */
export function findProgram(program: Program, machine: Machine): Command | undefined {
  return machine.platform === 'win32' ? onWindows(program, machine) : onPosix(program, machine);
}

function onPosix(program: Program, { env, isProgram }: Machine): Command | undefined {
  const file = (env['PATH'] ?? '')
    .split(':')
    .filter((folder) => path.posix.isAbsolute(folder))
    .map((folder) => path.posix.join(folder, program))
    .find(isProgram);
  return file === undefined ? undefined : { file, before: [] };
}

function onWindows(program: Program, { env, node, isProgram }: Machine): Command | undefined {
  const windows = path.win32;
  const folders = (env['Path'] ?? env['PATH'] ?? '')
    .split(';')
    .filter((folder) => windows.isAbsolute(folder));
  const file = folders.map((folder) => windows.join(folder, `${program}.exe`)).find(isProgram);
  if (file) return { file, before: [] };
  const script = SCRIPTS[program];
  const found = [...folders, windows.dirname(node)]
    .map((folder) => windows.join(folder, 'node_modules', ...(script ?? [])))
    .find((candidate) => script !== undefined && isProgram(candidate));
  return found === undefined ? undefined : { file: node, before: [found] };
}

function isProgram(file: string): boolean {
  const stat = allowing(['ENOENT', 'ENOTDIR', 'EACCES'], () => fs.statSync(file));
  return (
    stat !== undefined && stat.isFile() && (process.platform === 'win32' || isExecutable(file))
  );
}

const isExecutable = (file: string): boolean =>
  allowing(['EACCES', 'ENOENT'], () => {
    fs.accessSync(file, fs.constants.X_OK);
    return true;
  }) ?? false;
