import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import { besideOf, removeIfEmpty } from './apply.ts';
import { digest, digestAt, placeOf } from './digest.ts';
import { moveInto, syncDirectory, writeDurably } from './durable.ts';
import { endJournal, readJournal, type Journal, type Operation } from './journal.ts';
import { isCutShort } from './secrets.ts';
import { foldersOf } from './staging.ts';
import { entriesOf, inStore, isStaging, type Store } from './store.ts';

/** What was put back after a command that was cut short. */
export interface Recovery {
  readonly undone: readonly string[];
  /** files the user has edited since: left as they are */
  readonly kept: readonly Kept[];
}

export interface Kept {
  readonly path: string;
  /** where the content from before the command is, relative to the project; absent: there was none */
  readonly copy?: string;
}

interface Undoing {
  readonly store: Store;
  readonly journal: Journal;
}

/** Under the lock. Undoes what a journal tells, removes stray staging folders; undefined: nothing was undone. */
export function recoverUnder(store: Store): Recovery | undefined {
  const journal = readJournal(store);
  const recovery = journal && undo({ store, journal });
  entriesOf(store)
    .filter(isStaging)
    .forEach((id) => fs.rmSync(inStore(store, id), { recursive: true, force: true }));
  return recovery;
}

/** Every step may be repeated: a crash in here is mended by the next call. */
export function undo({ store, journal }: Undoing): Recovery {
  const results = journal.operations
    .map((operation, index) => ({ operation, index }))
    .reverse()
    .map(({ operation, index }) => restore({ store, journal }, operation, index));
  journal.made.toReversed().forEach((path) => {
    const place = placeOf(store.root, path);
    if (place) removeIfEmpty(place);
  });
  endJournal(store);
  return {
    undone: results.filter((result) => typeof result === 'string').sort(),
    kept: results.filter((result) => typeof result === 'object'),
  };
}

/** The path when it was put back, what was kept when the user had edited it, undefined when it was untouched. */
function restore(undoing: Undoing, operation: Operation, index: number): string | Kept | undefined {
  const { store, journal } = undoing;
  const { path } = operation;
  const place = placeOf(store.root, path);
  const now = digestAt(store.root, path);
  if (place) fs.rmSync(besideOf(place, journal, index), { force: true });
  if (now === operation.old) return undefined;
  if (place && operation.append) return cutBack(place, operation) ? path : { path };
  if (!place || now !== operation.new) return keepOld(undoing, operation, index);
  if (operation.old === null) fs.unlinkSync(place);
  if (operation.old !== null) putBack(undoing, operation, index);
  syncDirectory(dirname(place));
  return path;
}

function putBack({ store, journal }: Undoing, { path, old }: Operation, index: number): void {
  const copy = inStore(store, `${journal.id}/old-${index}`);
  const bytes = fs.readFileSync(copy);
  if (digest(bytes) !== old) {
    throw new UserError('REFUSED', `The copy of ${printable(path)} in ${copy} is damaged.`);
  }
  makeFolders(store.root, path, journal);
  const back = inStore(store, `${journal.id}/back-${index}`);
  fs.rmSync(back, { force: true });
  writeDurably(back, bytes, fs.statSync(copy));
  const place = join(store.root, path);
  moveInto(back, place, besideOf(place, journal, index));
}

function makeFolders(root: string, path: string, journal: Journal): void {
  foldersOf(path).forEach((folder) => {
    const place = join(root, folder);
    if (fs.existsSync(place)) return;
    const mode = journal.emptied.find((entry) => entry.path === folder)?.mode ?? 0o755;
    fs.mkdirSync(place);
    fs.chmodSync(place, mode & 0o777);
  });
}

/** Takes off what we appended, or began to; false when the user has written there since. */
function cutBack(place: string, { old, new: next, append }: Operation): boolean {
  if (!append || !fs.existsSync(place)) return false;
  const bytes = fs.readFileSync(place);
  const tail = bytes.subarray(append.size).toString();
  const isOurs = digest(bytes) === next || isCutShort(tail, append.template);
  if (!isOurs || digest(bytes.subarray(0, append.size)) !== old) return false;
  const fd = fs.openSync(place, 'r+');
  try {
    fs.ftruncateSync(fd, append.size);
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
  return true;
}

function keepOld({ store, journal }: Undoing, { path, old }: Operation, index: number): Kept {
  const copy = inStore(store, `${journal.id}/old-${index}`);
  if (old === null || !fs.existsSync(copy)) return { path };
  const kept = `kept/${journal.id}/${path}`;
  fs.mkdirSync(dirname(inStore(store, kept)), { recursive: true });
  fs.copyFileSync(copy, inStore(store, kept));
  return { path, copy: `.backendbytes/${kept}` };
}
