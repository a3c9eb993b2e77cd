import fs from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import { digestAt } from './digest.ts';
import { allowing } from './disk-error.ts';
import { moveInto, syncDirectory } from './durable.ts';
import { endJournal, type Journal } from './journal.ts';
import type { Step } from './plan.ts';
import { safePath } from './safe-path.ts';
import { inStore, type Store } from './store.ts';

/** Between point A and point B: synchronous, a few milliseconds. An error leaves the journal, for `undo`. */
export function apply(store: Store, journal: Journal, steps: readonly Step[]): void {
  requireUnchanged(store, journal);
  journal.made.forEach((path) => {
    allowing(['EEXIST'], () => fs.mkdirSync(safePath(store.root, path), 0o755));
  });
  steps.forEach((_, index) => carryOut({ store, journal, steps }, index));
  const touched = new Set(
    journal.operations.map(({ path }) => dirname(safePath(store.root, path))),
  );
  touched.forEach(syncDirectory);
  journal.emptied.forEach(({ path }) => removeIfEmpty(safePath(store.root, path)));
}

/** Name next to the target, used when the target lies on another mount than the store. */
export const besideOf = (place: string, journal: Journal, index: number): string =>
  `${dirname(place)}/.bb-new-${journal.id}-${index}`;

export const removeIfEmpty = (directory: string): void =>
  allowing(['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR'], () => fs.rmdirSync(directory));

interface Applying {
  readonly store: Store;
  readonly journal: Journal;
  readonly steps: readonly Step[];
}

function carryOut({ store, journal, steps }: Applying, index: number): void {
  const step = steps[index];
  if (!step) return;
  const place = safePath(store.root, step.operation.path);
  if (step.operation.append) return appendDurably(place, step.content ?? Buffer.alloc(0));
  if (!step.content) return fs.unlinkSync(place);
  const staged = inStore(store, `${journal.id}/new-${index}`);
  moveInto(staged, place, besideOf(place, journal, index));
}

function appendDurably(file: string, content: Buffer): void {
  const fd = fs.openSync(file, 'a', 0o600);
  try {
    fs.writeFileSync(fd, content);
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

/** The last look, now that no other command of ours can begin. Ends the journal before it refuses. */
function requireUnchanged(store: Store, journal: Journal): void {
  const edited = journal.operations.find(({ path, old }) => digestAt(store.root, path) !== old);
  if (!edited) return;
  endJournal(store);
  const problem = `${printable(edited.path)} changed while I was working, run again.`;
  throw new UserError('REFUSED', problem, 'Nothing was changed.');
}
