import fs from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import { whyUnsafe } from './path-rules.ts';

/**
 * The one way from a relative path (template output, manifest, journal, archive) to an absolute one.
 * `root` is a real path. Throws UserError REFUSED for a path that is unsafe or leads through a link
 * or through a file.
 */
export function safePath(root: string, path: string): string {
  const reason = whyUnsafe(path);
  if (reason)
    throw new UserError('REFUSED', `The path "${printable(path)}" is refused: ${reason}.`);
  return withoutLinks(root, path);
}

/** Only the second half of `safePath`: every component that exists is no link, every parent a directory. */
export function withoutLinks(root: string, path: string): string {
  const parts = path.split('/');
  let at = root;
  for (const [index, part] of parts.entries()) {
    at = join(at, part);
    const stat = fs.lstatSync(at, { throwIfNoEntry: false });
    if (!stat) break;
    if (stat.isSymbolicLink()) throw refused(parts, index, 'is a link, and links are not followed');
    if (index < parts.length - 1 && !stat.isDirectory()) {
      throw refused(parts, index, 'is in the way: a directory is needed there');
    }
  }
  return join(root, ...parts);
}

function refused(parts: readonly string[], index: number, problem: string): UserError {
  const name = printable(parts.slice(0, index + 1).join('/'));
  return new UserError('REFUSED', `${name} ${problem}.`, `Move ${name} away, then run this again.`);
}
