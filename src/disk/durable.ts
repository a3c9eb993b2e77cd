/** File calls that survive a power cut, and what Windows and mounts need. */
import fs from 'node:fs';
import { allowing } from './disk-error.ts';

/** What `link` says on disks without hard links: exFAT, some network mounts. */
export const NO_LINKS: readonly string[] = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'];

/** What a file that replaces another keeps of it. */
export interface Rights {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** Creates a file that must not exist and waits for the disk. `rights` is a mode the umask may narrow, or kept rights. */
export function writeDurably(
  file: string,
  content: string | Buffer,
  rights: number | Rights,
): void {
  const isKept = typeof rights !== 'number';
  const fd = fs.openSync(file, 'wx', isKept ? 0o600 : rights);
  try {
    fs.writeFileSync(fd, content);
    if (isKept) keepRights(fd, rights);
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

function keepRights(fd: number, { mode, uid, gid }: Rights): void {
  // Only root can give a file back to its owner, and only root would have taken it.
  if (process.getuid?.() === 0 && uid !== 0) fs.fchownSync(fd, uid, gid);
  fs.fchmodSync(fd, mode & 0o777);
}

/** Makes the names in a directory durable. Windows and some network disks cannot, and need not. */
export function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const fd = fs.openSync(directory, 'r');
  try {
    allowing(['EINVAL', 'ENOTSUP', 'EBADF'], () => fs.fsyncSync(fd));
  } finally {
    fs.closeSync(fd);
  }
}

/** Windows refuses to rename over a file that is open elsewhere: try for two seconds. */
export function renamePatiently(from: string, to: string): void {
  const deadline = Date.now() + 2000;
  const busy = process.platform === 'win32' ? ['EPERM', 'EBUSY', 'EACCES'] : [];
  while (Date.now() < deadline) {
    if (allowing(busy, () => (fs.renameSync(from, to), true))) return;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
  fs.renameSync(from, to);
}

/** `from` becomes `to` in one step; over a mount it is copied to `beside` (next to `to`) first. */
export function moveInto(from: string, to: string, beside: string): void {
  const moved = allowing(['EXDEV'], () => {
    renamePatiently(from, to);
    return true;
  });
  if (moved) return;
  fs.rmSync(beside, { force: true });
  writeDurably(beside, fs.readFileSync(from), fs.statSync(from));
  renamePatiently(beside, to);
}
