import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { UserError } from '../errors.ts';
import { allowing } from './disk-error.ts';
import { safePath } from './safe-path.ts';

/** SHA-256 of the bytes on disk, in hex. */
export const digest = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex');

/** Digest of the file there; null: nothing there; undefined: something that is no file we may touch. */
export function digestAt(root: string, path: string): string | null | undefined {
  const file = placeOf(root, path);
  const stat = file && fs.lstatSync(file, { throwIfNoEntry: false });
  if (!file) return undefined;
  if (!stat) return null;
  if (!stat.isFile()) return undefined;
  return allowing(['ENOENT'], () => digest(fs.readFileSync(file))) ?? null;
}

/** Like `safePath`, but undefined where that refuses: recovery goes on with the other files. */
export function placeOf(root: string, path: string): string | undefined {
  try {
    return safePath(root, path);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
