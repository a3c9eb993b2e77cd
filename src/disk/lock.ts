import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../errors.ts';
import { allowing, atMostTwice, codeOf } from './disk-error.ts';
import { NO_LINKS } from './durable.ts';
import { parseOwner, stateOf, thisProcess, isRunning, type LockOwner } from './lock-owner.ts';
import {
  emptyStore,
  entriesOf,
  inStore,
  isEmptied,
  isStaging,
  removeStore,
  storeOf,
  type Store,
} from './store.ts';

export interface Lock {
  readonly nonce: string;
  readonly content: string;
}

export interface Patience {
  readonly ms: number;
  readonly isStopped: () => boolean;
}

const UNREADABLE_IS_LIVE_FOR = 2000;

/**
 * One command at a time in a project. Waits while another one runs, takes over from one that died;
 * undefined when `isStopped` meanwhile. Throws UserError REFUSED after `waitMs`, naming who holds it.
 */
export async function takeLock(store: Store, wait: Patience): Promise<Lock | undefined> {
  const nonce = randomBytes(8).toString('hex');
  const lock = { nonce, content: JSON.stringify(thisProcess(nonce)) };
  try {
    return (await isTaken(store, lock, wait)) ? lock : undefined;
  } catch (error) {
    removeStore(store);
    throw error;
  }
}

async function isTaken(store: Store, lock: Lock, wait: Patience): Promise<boolean> {
  const deadline = Date.now() + wait.ms;
  while (!tryLock(store, lock)) {
    if (removeDead(store)) continue;
    if (wait.isStopped()) return false;
    if (Date.now() > deadline) throw held(store);
    await sleep(25);
  }
  return true;
}

/** False when somebody judged us dead and took over: nothing may be written then. */
export const isOurs = (store: Store, lock: Lock): boolean => readLock(store) === lock.content;

/** Leaves no trace of the store unless something is kept in it. May be repeated. */
export function releaseLock(store: Store, lock: Lock): void {
  if (!isOurs(store, lock)) return;
  sweepStrays(store);
  emptyStore(store);
  fs.unlinkSync(lockFile(store));
  atMostTwice(() => removeStore(store));
}

/** True when a command was cut short in this project: `recover` has work to do, if only sweeping. */
export function hasUnfinished(root: string): boolean {
  const store = storeOf(root);
  const entries = entriesOf(store);
  if (isEmptied(entries)) return fs.existsSync(store.dir);
  return entries.some(
    (name) => name === 'journal.json' || isStaging(name) || isDeadEntry(store, name),
  );
}

/** For `--unlock`: removes a lock whatever its owner does, for owners on another machine. */
export function breakLock(root: string): void {
  const store = storeOf(root);
  allowing(['ENOENT'], () => fs.unlinkSync(lockFile(store)));
}

function tryLock(store: Store, lock: Lock): boolean {
  allowing(['EEXIST'], () => fs.mkdirSync(store.dir, 0o755));
  const own = inStore(store, `lock.${process.pid}-${lock.nonce}`);
  try {
    fs.writeFileSync(own, lock.content, { flag: 'wx', mode: 0o600 });
    return linked(own, store, lock);
  } catch (error) {
    // The command before us has just removed the empty store, and with it this file's folder.
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  } finally {
    atMostTwice(() => fs.rmSync(own, { force: true }));
  }
}

function linked(own: string, store: Store, lock: Lock): boolean {
  try {
    fs.linkSync(own, lockFile(store));
    return true;
  } catch (error) {
    const code = codeOf(error) ?? '';
    if (code === 'EEXIST') return false;
    if (!NO_LINKS.includes(code)) throw error;
  }
  return (
    allowing(['EEXIST'], () => {
      fs.writeFileSync(lockFile(store), lock.content, { flag: 'wx', mode: 0o600 });
      return true;
    }) ?? false
  );
}

/** Renames a dead lock aside, so that of two who judge it only one removes it; puts back what was not judged. */
function removeDead(store: Store): boolean {
  const judged = readLock(store);
  if (judged === undefined) return true;
  if (!isDead(judged, lockFile(store))) return false;
  const aside = inStore(store, `lock.${process.pid}-${randomBytes(8).toString('hex')}`);
  if (allowing(['ENOENT'], () => (fs.renameSync(lockFile(store), aside), true))) {
    const isJudged = read(aside) === judged;
    if (!isJudged) allowing(['EEXIST', ...NO_LINKS], () => fs.linkSync(aside, lockFile(store)));
    fs.rmSync(aside, { force: true });
  }
  return true;
}

function isDead(content: string, file: string): boolean {
  const owner = parseOwner(content);
  if (owner) return stateOf(owner) === 'gone';
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > UNREADABLE_IS_LIVE_FOR;
}

/** What killed commands left beside the lock. */
function sweepStrays(store: Store): void {
  entriesOf(store)
    .filter((name) => name !== 'lock' && isDeadEntry(store, name))
    .forEach((name) => fs.rmSync(inStore(store, name), { force: true }));
}

/** True when the process that made this lock, or meant to, is gone. */
function isDeadEntry(store: Store, name: string): boolean {
  const file = inStore(store, name);
  if (name === 'lock') return isDead(read(file) ?? '', file);
  // Its name tells the process even when the content does not.
  const pid = /^lock\.(\d+)-[0-9a-f]{16}$/.exec(name)?.[1];
  const owner = pid && parseOwner(read(file) ?? '');
  return owner ? stateOf(owner) === 'gone' : pid !== undefined && !isRunning(Number(pid));
}

function held(store: Store): UserError {
  const owner: LockOwner | undefined = parseOwner(readLock(store) ?? '');
  if (!owner) return new UserError('REFUSED', 'Another command is at work in this project.');
  if (stateOf(owner) === 'elsewhere') {
    const problem = `A command on another machine or in a container (${owner.host}) holds the lock.`;
    return new UserError('REFUSED', problem, 'If it does not run any more, add --unlock.');
  }
  return new UserError(
    'REFUSED',
    `Another command (process ${owner.pid}) is at work in this project.`,
    'Wait for it to end, then run this again.',
  );
}

const lockFile = (store: Store): string => inStore(store, 'lock');
const readLock = (store: Store): string | undefined => read(lockFile(store));
const read = (file: string): string | undefined =>
  allowing(['ENOENT'], () => fs.readFileSync(file, 'utf8'));
