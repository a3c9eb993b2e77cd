import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// In memory where there is memory: the crash tests make thousands of small trees.
const BASE = fs.existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const made: string[] = [];

/** An empty folder, real path, removed after the test file. */
export function scratch(): string {
  const dir = fs.realpathSync(fs.mkdtempSync(join(BASE, 'backendbytes-')));
  made.push(dir);
  return dir;
}

/** Of the test file that ends: `tests/support/after-each-file.ts`. */
export const removeScratch = (): void =>
  made.splice(0).forEach((dir) => fs.rmSync(dir, { recursive: true, force: true }));
