import { UserError } from '../errors.ts';
import type { Change } from '../types.ts';
import { commitChanges, HALF_DONE, type Committed, type Held } from './commit-changes.ts';
import { asUserError, atMostTwice, explained } from './disk-error.ts';
import { turn, watchingSignals, type StopSignal } from './interrupt.ts';
import { hasUnfinished, releaseLock, takeLock } from './lock.ts';
import { recoverUnder, type Recovery } from './recover.ts';
import { hideStore, storeOf, type Store } from './store.ts';

export type { Committed } from './commit-changes.ts';
export type { Recovery } from './recover.ts';

/** A project nobody else changes meanwhile; whatever was cut short before has been put back. */
export interface LockedProject {
  readonly root: string;
  readonly recovery: Recovery | undefined;
  readonly commit: (changes: readonly Change[]) => Promise<Committed>;
}

/** All changes or none, also when killed. `root` is real. Throws UserError REFUSED or ENVIRONMENT, with nothing changed. */
export async function commit(root: string, changes: readonly Change[]): Promise<Committed> {
  const ended = await locked(root, (project) => project.commit(changes));
  if (ended.result?.kind === 'committed') return { ...ended.result, stoppedBy: ended.signal };
  return resultOf(ended);
}

/** First act of every later command. Puts back what was cut short; undefined when there was nothing. */
export async function recover(root: string, waitMs?: number): Promise<Recovery | undefined> {
  if (!explained(root, () => hasUnfinished(root))) return undefined;
  return withProject(root, ({ recovery }) => Promise.resolve(recovery), waitMs);
}

/**
 * Holds the lock from reading to writing, so that two commands at once do not meet. A signal is
 * reported by `commit`; one that comes at another time ends the process, after the lock is gone.
 */
export async function withProject<T>(
  root: string,
  work: (project: LockedProject) => Promise<T>,
  waitMs?: number,
): Promise<T> {
  return resultOf(await locked(root, work, waitMs));
}

interface Ended<T> {
  /** absent: stopped before the lock was ours */
  readonly result?: T;
  readonly signal: StopSignal | undefined;
  /** the signal is part of the result of a commit */
  readonly isReported: boolean;
}

async function resultOf<T>(ended: Ended<T>): Promise<T> {
  // Its handlers are gone now, so the signal does what it always does.
  if (ended.signal && !ended.isReported) {
    process.kill(process.pid, ended.signal);
    await turn();
  }
  if ('result' in ended) return ended.result;
  throw new UserError('REFUSED', 'Stopped while waiting for another command.');
}

type Work<T> = (project: LockedProject) => Promise<T>;

async function locked<T>(root: string, work: Work<T>, waitMs = 10_000): Promise<Ended<T>> {
  const store = explained(root, () => storeOf(root));
  return watchingSignals(async (watch) => {
    const isStopped = () => watch.signal !== undefined;
    const lock = await takeLock(store, { ms: waitMs, isStopped }).catch((error: unknown) => {
      throw asUserError(error, root);
    });
    if (!lock) return { signal: watch.signal, isReported: false };
    return underLock({ store, lock, watch }, work);
  });
}

async function underLock<T>(held: Held, work: Work<T>): Promise<Ended<T>> {
  const { store, lock, watch } = held;
  let isReported = false;
  const commit = async (changes: readonly Change[]): Promise<Committed> => {
    const committed = await commitChanges(held, changes);
    isReported = committed.kind === 'stopped' || committed.stoppedBy !== undefined;
    return committed;
  };
  const begun = async () => work({ root: store.root, recovery: prepared(store), commit });
  const result = await begun().finally(() => atMostTwice(() => releaseLock(store, lock)));
  await turn();
  return { result, signal: watch.signal, isReported };
}

function prepared(store: Store): Recovery | undefined {
  const put = () => (hideStore(store), recoverUnder(store));
  return explained(store.root, put, HALF_DONE);
}
