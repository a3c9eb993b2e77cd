import { execFile } from 'node:child_process';
import path from 'node:path';

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs a program of `bin/` to its end, as you would in a terminal. */
export const runProgram = (name: string, ...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const file = path.join(import.meta.dirname, '../../bin', `${name}.ts`);
    execFile(process.execPath, ['--import', 'tsx', file, ...args], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
