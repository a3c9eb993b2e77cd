import fs from 'node:fs';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import { allowing } from './disk-error.ts';
import { withoutLinks } from './safe-path.ts';

/** `.backendbytes/` of a project: lock, journal and staging; empty of all that between two commands. */
export interface Store {
  /** real root of the project */
  readonly root: string;
  readonly dir: string;
}

const NAME = '.backendbytes';
const IGNORE = '.gitignore';

/** Where the store of a project is; makes nothing. Throws UserError REFUSED when a link or file is there. */
export function storeOf(root: string): Store {
  const dir = withoutLinks(root, NAME);
  const stat = fs.lstatSync(dir, { throwIfNoEntry: false });
  if (stat && !stat.isDirectory()) {
    throw new UserError('REFUSED', `${printable(dir)} is not a directory.`, 'Move it away.');
  }
  return { root, dir };
}

/** A file or folder of the store, never through a link. */
export const inStore = (store: Store, path: string): string => withoutLinks(store.dir, path);

export const entriesOf = (store: Store): readonly string[] =>
  allowing(['ENOENT'], () => fs.readdirSync(store.dir)) ?? [];

export const isStaging = (name: string): boolean => /^txn-[0-9a-f]{16}$/.test(name);

/** Keeps the store out of git. Under the lock only. */
export function hideStore(store: Store): void {
  const file = inStore(store, IGNORE);
  if (fs.existsSync(file)) return;
  fs.writeFileSync(file, '*\n');
}

/** True of a store without lock, journal or anything kept. */
export const isEmptied = (entries: readonly string[]): boolean =>
  entries.every((name) => name === IGNORE);

/** Under the lock, as its last act: the store is left with nothing but the lock, so `removeStore` can follow. */
export function emptyStore(store: Store): void {
  const others = entriesOf(store).filter((name) => !/^lock(?:\.|$)/.test(name));
  if (others.length === 1 && others[0] === IGNORE) fs.unlinkSync(inStore(store, IGNORE));
}

/** After the lock is gone. A command that came in between has put its own lock there: leave it then. */
export function removeStore(store: Store): void {
  allowing(['ENOTEMPTY', 'EEXIST', 'ENOENT'], () => fs.rmdirSync(store.dir));
}
