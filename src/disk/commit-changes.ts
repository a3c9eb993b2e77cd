import fs from 'node:fs';
import { UserError } from '../errors.ts';
import type { Change } from '../types.ts';
import { apply } from './apply.ts';
import { asUserError, atMostTwice } from './disk-error.ts';
import { turn, type StopSignal, type Watch } from './interrupt.ts';
import { beginJournal, endJournal, readJournal, type Journal } from './journal.ts';
import { isOurs, type Lock } from './lock.ts';
import { planSteps, type Step } from './plan.ts';
import { undo } from './recover.ts';
import { drawSecrets } from './secrets.ts';
import { newStagingId, requireRoom, stage } from './staging.ts';
import { inStore, type Store } from './store.ts';

/** committed: all changes are on disk · stopped: a signal came in time, nothing was changed */
export type Committed =
  | {
      readonly kind: 'committed';
      /** what was written or deleted, sorted; empty when everything was there already */
      readonly paths: readonly string[];
      /** a signal came too late: the command is finished, then it ends by this signal */
      readonly stoppedBy?: StopSignal | undefined;
    }
  | { readonly kind: 'stopped'; readonly signal: StopSignal };

/** What it takes to change a project. */
export interface Held {
  readonly store: Store;
  readonly lock: Lock;
  readonly watch: Watch;
}

export const HALF_DONE = 'The change is half done; the next backendbytes command puts it back.';

/** Stage, journal, apply, clean. Throws UserError REFUSED or ENVIRONMENT, with nothing changed. */
export async function commitChanges(held: Held, changes: readonly Change[]): Promise<Committed> {
  const { root } = held.store;
  const id = newStagingId();
  try {
    const steps = planSteps(root, changes, drawSecrets());
    if (steps.length === 0) return { kind: 'committed', paths: [] };
    requireRoom(held.store, steps);
    const journal = stage(held.store, id, steps);
    await turn();
    if (held.watch.signal) return { kind: 'stopped', signal: held.watch.signal };
    allOrNothing(held, journal, steps);
    await turn();
    const paths = steps.map(({ operation }) => operation.path).sort();
    return { kind: 'committed', paths, stoppedBy: held.watch.signal };
  } catch (error) {
    throw asUserError(error, root);
  } finally {
    atMostTwice(() => removeStaging(held.store, id));
  }
}

function allOrNothing({ store, lock }: Held, journal: Journal, steps: readonly Step[]): void {
  if (!isOurs(store, lock)) {
    throw new UserError('REFUSED', 'Another command took over the lock.', 'Run this again.');
  }
  let isApplied = false;
  try {
    beginJournal(store, journal);
    apply(store, journal, steps);
    isApplied = true;
    endJournal(store);
  } catch (error) {
    const isBegun = readJournal(store)?.id === journal.id;
    // The journal is gone and only waiting for the disk failed: done is done.
    if (isApplied && !isBegun) return;
    if (isBegun) undoNow(store, journal);
    throw error;
  }
}

function undoNow(store: Store, journal: Journal): void {
  try {
    undo({ store, journal });
  } catch (error) {
    throw asUserError(error, store.root, HALF_DONE);
  }
}

/** Not while a journal still needs the copies in it. */
function removeStaging(store: Store, id: string): void {
  if (readJournal(store)?.id === id) return;
  fs.rmSync(inStore(store, id), { recursive: true, force: true });
}
