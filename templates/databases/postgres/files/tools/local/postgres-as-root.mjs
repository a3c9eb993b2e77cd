/** Postgres refuses to run as root. There it runs as `nobody`, who must be able to reach its files. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

const isRoot = () => process.getuid?.() === 0;

/** @returns {{ uid?: number, gid?: number }} who runs the server */
export function serverUser() {
  if (!isRoot()) return {};
  const idOf = (/** @type {string} */ flag) =>
    Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** @param {string} folder @returns {string} the folder, or a copy of it, that the server can read */
export function readable(folder) {
  if (!isRoot() || isOpenToAll(folder)) return folder;
  const copy = elsewhere(folder);
  if (!existsSync(copy)) cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

/** @param {string} folder @returns {string} the folder, or another in its place, that belongs to the server */
export function writable(folder) {
  mkdirSync(folder, { recursive: true });
  if (!isRoot()) return folder;
  const own = isOpenToAll(path.dirname(folder)) ? folder : elsewhere(folder);
  mkdirSync(own, { recursive: true });
  const { uid = 0, gid = 0 } = serverUser();
  chownSync(own, uid, gid);
  return own;
}

/** @param {string} folder @returns {boolean} whether any user may walk down to it */
function isOpenToAll(folder) {
  const parent = path.dirname(folder);
  const isOpen = (statSync(folder).mode & 0o001) !== 0;
  return isOpen && (parent === folder || isOpenToAll(parent));
}

/** @param {string} folder */
const elsewhere = (folder) =>
  path.join(
    '/var/lib/local-services',
    createHash('sha256').update(folder).digest('hex').slice(0, 16),
  );
