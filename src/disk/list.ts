import fs from 'node:fs';
import { join, relative, sep } from 'node:path';
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

/** What belongs to tools and to this machine, or is secret, by its name in the root. */
const NOT_SOURCE = [
  ...['.git', '.backendbytes', '.local', '.env'],
  ...['node_modules', 'dist', 'coverage'],
];
const DEEPEST = 20;

/** Every file of the project that somebody writes, sorted. `root` is real. */
export const sourceFiles = (root: string): readonly string[] =>
  explained(root, () => fs.readdirSync(root, { withFileTypes: true }))
    .filter(({ name }) => !NOT_SOURCE.includes(name))
    .flatMap((entry) => {
      const file = join(root, entry.name);
      return entry.isDirectory() ? walk(file, DEEPEST) : [file];
    })
    .filter((file) => fs.lstatSync(file, { throwIfNoEntry: false })?.isFile())
    .map((file) => relative(root, file).split(sep).join('/'))
    .toSorted();

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
