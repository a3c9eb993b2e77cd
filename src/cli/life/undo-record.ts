/** What it takes to go back one command: kept on this machine, never in git, never with secrets. */
import { digest } from '../../compose/digest.ts';
import type { Change } from '../../types.ts';

/** In the folder for what belongs to this machine alone, which git ignores. */
export const UNDO_FILE = '.local/undo.json';

export interface UndoRecord {
  readonly schema: 1;
  /** `add docker` */
  readonly command: string;
  readonly steps: readonly UndoStep[];
}

export interface UndoStep {
  readonly path: string;
  /** the text to go back to; null: there was no such file */
  readonly before: string | null;
  /** SHA-256 of what the command left there; null: no file */
  readonly after: string | null;
}

export function recordOf(command: string, changes: readonly Change[]): UndoRecord {
  const steps = changes.flatMap((change): readonly UndoStep[] => {
    if (change.kind === 'conflict' || isPrivate(change)) return [];
    const before = change.kind === 'create' ? null : change.before;
    const after = change.kind === 'delete' ? null : digest(change.file.text);
    return [{ path: change.path, before, after }];
  });
  return { schema: 1, command, steps };
}

// What was appended to .env stays: variables nobody reads harm nobody, and the user may have set them.
const isPrivate = (change: Change): boolean => 'file' in change && change.file.isPrivate === true;

/** The changes that go back, given what is on disk now; or the paths that were edited since. */
export function inverse(
  record: UndoRecord,
  mine: ReadonlyMap<string, string>,
): { readonly changes: readonly Change[]; readonly edited: readonly string[] } {
  const edited = record.steps
    .filter(({ path, after }) => digestOf(mine.get(path)) !== after)
    .map(({ path }) => path);
  const changes = record.steps.map(({ path, before }) => back(path, before, mine.get(path)));
  return { changes, edited };
}

const digestOf = (text: string | undefined): string | null =>
  text === undefined ? null : digest(text);

function back(path: string, before: string | null, now: string | undefined): Change {
  if (before === null) return { kind: 'delete', path, before: now ?? '' };
  if (now === undefined) return { kind: 'create', path, file: { text: before } };
  return { kind: 'update', path, file: { text: before }, before: now };
}

/** @returns undefined when the text is no record of ours. */
export function parseRecord(text: string): UndoRecord | undefined {
  const value = JSON.parse(text) as Partial<UndoRecord>;
  return value.schema === 1 && Array.isArray(value.steps) ? (value as UndoRecord) : undefined;
}
