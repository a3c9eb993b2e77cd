/** path → type, mode and content of all that is below a folder, links not followed. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export type Snapshot = Readonly<Record<string, string>>;

/** `leaveOut`: real paths that are not looked into. */
export function snapshotOf(root: string, leaveOut: readonly string[] = []): Snapshot {
  const found: Record<string, string> = {};
  const walk = (folder: string): void =>
    fs.readdirSync(folder).forEach((name) => {
      const place = path.join(folder, name);
      if (leaveOut.includes(place)) return;
      found[path.relative(root, place)] = describe(place);
      if (fs.lstatSync(place).isDirectory()) walk(place);
    });
  if (fs.lstatSync(root, { throwIfNoEntry: false })?.isDirectory()) walk(root);
  return found;
}

function describe(place: string): string {
  const stat = fs.lstatSync(place);
  const mode = (stat.mode & 0o7777).toString(8);
  if (stat.isSymbolicLink()) return `link ${fs.readlinkSync(place)}`;
  if (stat.isDirectory()) return `directory ${mode}`;
  if (!stat.isFile()) return `special ${mode}`;
  return `file ${mode} ${createHash('sha256').update(fs.readFileSync(place)).digest('hex')}`;
}
