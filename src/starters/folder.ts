/** A folder on this machine: what is in it, without following a link or waiting for a pipe. */
import fs from 'node:fs';
import { join } from 'node:path';
import { printable } from '../names.ts';
import type { Entry } from './entries.ts';
import { LIMITS, megabytes } from './limits.ts';
import { refused } from './rules.ts';

export interface Walk {
  /** names that are passed over, in the folder itself or anywhere below */
  readonly skip?: (path: string) => boolean;
}

/** Sorted, so that a folder gives the same entries on every disk. */
export function readFolder(root: string, { skip = () => false }: Walk = {}): readonly Entry[] {
  const entries: Entry[] = [];
  let room: number = LIMITS.bytes;
  const visit = (folder: string): void => {
    const names = fs.readdirSync(join(root, folder)).sort();
    for (const name of names) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (skip(path)) continue;
      // Before all of a large disk is in memory.
      if (entries.length > LIMITS.files) return;
      const entry = read(root, path, room);
      room -= entry.bytes.length;
      entries.push(entry);
      if (entry.kind === 'folder') visit(path);
    }
  };
  visit('');
  return entries;
}

function read(root: string, path: string, room: number): Entry {
  const place = join(root, path);
  const stat = fs.lstatSync(place);
  const mode = stat.mode & 0o7777;
  const nothing = { path, bytes: Buffer.alloc(0) };
  // Of a folder no mode is taken over; setgid is inherited on many disks.
  if (stat.isDirectory()) return { ...nothing, kind: 'folder', what: 'a folder', mode: 0o755 };
  if (stat.isSymbolicLink()) return { ...nothing, kind: 'other', what: 'a symbolic link', mode };
  if (!stat.isFile()) return { ...nothing, kind: 'other', what: 'a device, pipe or socket', mode };
  if (stat.size > room) {
    const problem = `${printable(path)}: with it, there are more than ${megabytes(LIMITS.bytes)}`;
    throw refused([problem]);
  }
  return { path, kind: 'file', what: 'a file', mode, bytes: readNoFollow(place) };
}

/** It may have become a link since it was looked at. */
function readNoFollow(place: string): Buffer {
  const file = fs.openSync(place, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0));
  try {
    return fs.readFileSync(file);
  } finally {
    fs.closeSync(file);
  }
}
