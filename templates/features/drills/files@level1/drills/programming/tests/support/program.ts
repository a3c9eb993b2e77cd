import { execFile } from 'node:child_process';
import path from 'node:path';

export interface Ended {
  readonly code: number;
  readonly output: string;
}

interface Around {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program of this folder to its end, as you would in a terminal. */
export const runProgram = (
  file: string,
  args: readonly string[] = [],
  { cwd = '.', input = '', env = process.env }: Around = {},
): Promise<Ended> =>
  new Promise((resolve) => {
    const node = [
      '--import',
      import.meta.resolve('tsx'),
      path.join(import.meta.dirname, '../..', file),
    ];
    const child = execFile(
      process.execPath,
      [...node, ...args],
      { cwd, env },
      (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
    child.stdin?.end(input);
  });
