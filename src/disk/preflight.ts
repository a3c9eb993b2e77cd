import fs from 'node:fs';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import { allowing, explained } from './disk-error.ts';

export interface Needs {
  /** bytes of each file to be written */
  readonly sizes: readonly number[];
  readonly directories: number;
}

/** Throws UserError ENVIRONMENT when `dir` cannot take the files: rights, read-only disk, blocks, inodes. */
export function preflight(dir: string, needs: Needs): void {
  requireWritable(dir);
  // Some network disks do not tell; then the writing itself will.
  const disk = allowing(['ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'], () => fs.statfsSync(dir));
  if (!disk || disk.blocks === 0) return;
  const block = disk.bsize || 4096;
  const blocks = needs.sizes.reduce(
    (sum, size) => sum + Math.ceil(size / block),
    needs.directories,
  );
  if (blocks > disk.bavail) throw full(dir, `needs about ${Math.ceil((blocks * block) / 1024)} kB`);
  const inodes = needs.sizes.length + needs.directories;
  if (disk.files > 0 && inodes > disk.ffree) throw full(dir, `needs ${inodes} free inodes`);
}

/** Throws UserError ENVIRONMENT when nothing can be created in the directory. */
export function requireWritable(dir: string): void {
  explained(dir, () => fs.accessSync(dir, fs.constants.W_OK | fs.constants.X_OK));
}

const full = (dir: string, need: string): UserError =>
  new UserError(
    'ENVIRONMENT',
    `${printable(dir)}: no space left (${need}).`,
    'Nothing was changed.',
  );
