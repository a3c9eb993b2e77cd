/** Folders to write in, and what is in them afterwards. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { dirname, join } from 'node:path';
import type { Tree, TreeFile } from '../../src/types.ts';

/** A process number that no process has. */
export const DEAD_PID = 2_147_483_646;

export function write(root: string, files: Readonly<Record<string, string>>): void {
  Object.entries(files).forEach(([path, text]) => {
    fs.mkdirSync(dirname(join(root, path)), { recursive: true });
    fs.writeFileSync(join(root, path), text);
  });
}

export const treeOf = (files: Readonly<Record<string, string | TreeFile>>): Tree =>
  new Map(
    Object.entries(files)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, file]) => [path, typeof file === 'string' ? { text: file } : file]),
  );

/** path → type, mode and content; drawn secrets all look alike. */
export function snapshot(root: string): Readonly<Record<string, string>> {
  const entries = fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(entries.map((path) => [path, describeEntry(join(root, path))]));
}

function describeEntry(place: string): string {
  const stat = fs.lstatSync(place);
  const mode = (stat.mode & 0o7777).toString(8);
  if (stat.isSymbolicLink()) return `link ${fs.readlinkSync(place)}`;
  if (stat.isDirectory()) return `directory ${mode}`;
  if (!stat.isFile()) return `special ${mode}`;
  const text = fs.readFileSync(place, 'utf8').replace(/[A-Za-z0-9_-]{43}/g, '<drawn>');
  return `file ${mode} ${createHash('sha1').update(text).digest('hex')}`;
}

/** Makes everything this process left behind look like the work of a process that was killed. */
export function bury(folder: string): void {
  fs.readdirSync(folder, { withFileTypes: true }).forEach((entry) => {
    const place = join(folder, entry.name);
    if (/^lock(?:\.|$)/.test(entry.name) && folder.endsWith('.backendbytes')) {
      const text = fs.readFileSync(place, 'utf8');
      fs.writeFileSync(place, text.replace(`"pid":${process.pid}`, `"pid":${DEAD_PID}`));
    }
    const name = entry.name.replace(`${process.pid}-`, `${DEAD_PID}-`);
    if (name !== entry.name) fs.renameSync(place, join(folder, name));
    if (entry.isDirectory()) bury(join(folder, name));
  });
}
