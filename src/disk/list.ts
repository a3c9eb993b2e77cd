import fs from 'node:fs';
import { join, sep } from 'node:path';
import { allowing, explained } from './disk-error.ts';
import { safePath } from './safe-path.ts';

/** Names in a folder of the project, sorted; none when there is no such folder. `root` is real. */
export function listFolder(root: string, folder: string): readonly string[] {
  const names = explained(join(root, folder), () =>
    allowing(['ENOENT', 'ENOTDIR'], () => fs.readdirSync(safePath(root, folder))),
  );
  return (names ?? []).toSorted();
}

/** When something below the folder was last written, two steps down; undefined when there is none. */
export function lastWritten(
  root: string,
  folder: string,
  ignored: readonly string[],
): number | undefined {
  const times = walk(join(root, folder), 2)
    .filter((file) => !ignored.some((path) => `${file}${sep}`.startsWith(join(root, path) + sep)))
    .flatMap((file) => fs.lstatSync(file, { throwIfNoEntry: false })?.mtimeMs ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

function walk(dir: string, depth: number): readonly string[] {
  const entries =
    allowing(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'], () =>
      fs.readdirSync(dir, { withFileTypes: true }),
    ) ?? [];
  return entries.flatMap((entry) => {
    const file = join(dir, entry.name);
    return entry.isDirectory() && depth > 0 ? [file, ...walk(file, depth - 1)] : [file];
  });
}
