import fs from 'node:fs';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import { allowing, codeOf } from './disk-error.ts';
import { NO_LINKS, renamePatiently, syncDirectory, writeDurably } from './durable.ts';
import { whyUnsafe } from './path-rules.ts';
import { inStore, isStaging, type Store } from './store.ts';

/** What is about to happen, written before it happens, so that it can be undone. Holds digests, never content. */
export interface Journal {
  readonly version: 1;
  /** name of the folder with the staged files: `new-0` and `old-0` belong to the first operation */
  readonly id: string;
  readonly operations: readonly Operation[];
  /** directories that do not exist yet, outer ones first */
  readonly made: readonly string[];
  /** directories that deletions may leave empty, inner ones first */
  readonly emptied: readonly EmptiedDirectory[];
}

export interface Operation {
  readonly path: string;
  /** SHA-256 before and after; null: no file */
  readonly old: string | null;
  readonly new: string | null;
  /** a private file gets lines at its end: its size before, and the lines with their secrets undrawn */
  readonly append?: { readonly size: number; readonly template: string };
}

export interface EmptiedDirectory {
  readonly path: string;
  readonly mode: number;
}

const FILE = 'journal.json';
const LARGEST = 32 * 1024 * 1024;

/** Point A: from here on the change counts as begun. Throws UserError REFUSED when another one has begun. */
export function beginJournal(store: Store, journal: Journal): void {
  const draft = inStore(store, `${journal.id}/${FILE}`);
  const file = inStore(store, FILE);
  writeDurably(draft, JSON.stringify(journal), 0o600);
  syncDirectory(inStore(store, journal.id));
  try {
    // A link, where there are links, fails if a journal is there; a rename would replace it.
    fs.linkSync(draft, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || fs.existsSync(file)) throw anotherOne();
    if (!NO_LINKS.includes(codeOf(error) ?? '')) throw error;
    renamePatiently(draft, file);
  }
  syncDirectory(store.dir);
}

/** Point B: the change is done, or undone. */
export function endJournal(store: Store): void {
  fs.unlinkSync(inStore(store, FILE));
  syncDirectory(store.dir);
}

/** The journal of a change that was cut short. Throws UserError REFUSED when it is not one of ours. */
export function readJournal(store: Store): Journal | undefined {
  const file = inStore(store, FILE);
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  if (!stat) return undefined;
  if (!stat.isFile() || stat.size > LARGEST) throw damaged(file);
  const text = allowing(['ENOENT'], () => fs.readFileSync(file, 'utf8'));
  return text === undefined ? undefined : parseJournal(text, file);
}

function parseJournal(text: string, file: string): Journal {
  try {
    const journal: unknown = JSON.parse(text);
    if (isJournal(journal)) return journal;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw damaged(file);
}

function isJournal(value: unknown): value is Journal {
  const { version, id, operations, made, emptied } = (value ?? {}) as Partial<Journal>;
  return (
    version === 1 &&
    typeof id === 'string' &&
    isStaging(id) &&
    Array.isArray(operations) &&
    operations.every(isOperation) &&
    Array.isArray(made) &&
    made.every(isPath) &&
    Array.isArray(emptied) &&
    emptied.every(isEmptiedDirectory)
  );
}

function isOperation(value: unknown): boolean {
  const { path, old, new: next, append } = (value ?? {}) as Partial<Operation>;
  const isTail =
    append === undefined ||
    (Number.isInteger(append?.size) && append.size >= 0 && typeof append.template === 'string');
  return isPath(path) && isDigest(old) && isDigest(next) && isTail;
}

function isEmptiedDirectory(value: unknown): boolean {
  const { path, mode } = (value ?? {}) as Partial<EmptiedDirectory>;
  return isPath(path) && Number.isInteger(mode);
}

const isPath = (value: unknown): boolean =>
  typeof value === 'string' && whyUnsafe(value) === undefined;

const isDigest = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value));

const damaged = (file: string): UserError =>
  new UserError(
    'REFUSED',
    `${printable(file)} is not a journal of ours.`,
    'Compare the project with your last commit, then delete that file.',
  );

const anotherOne = (): UserError =>
  new UserError('REFUSED', 'Another command is changing this project.', 'Run this again.');
