import fs from 'node:fs';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import type { Change, TreeFile } from '../types.ts';
import { digest } from './digest.ts';
import type { Rights } from './durable.ts';
import type { Operation } from './journal.ts';
import { isSecretPath } from './path-rules.ts';
import { safePath } from './safe-path.ts';
import { modeOf, withSecrets, type Secrets } from './secrets.ts';

/** One change, held against the disk and found fit to be made. */
export interface Step {
  readonly operation: Operation;
  /** new bytes of the file, or the lines to append; absent for a deletion */
  readonly content?: Buffer;
  readonly rights: number | Rights;
  readonly before?: Existing;
}

interface Existing {
  readonly bytes: Buffer;
  readonly rights: Rights;
}

type Applicable = Exclude<Change, { kind: 'conflict' }>;

/**
 * What remains to be done; changes that are on disk already fall out. Writes nothing.
 * Throws UserError REFUSED when the disk is not what the changes were made for.
 */
export function planSteps(
  root: string,
  changes: readonly Change[],
  secrets: Secrets,
): readonly Step[] {
  const outcomes = changes.map((change) => {
    if (change.kind === 'conflict') return `${printable(change.path)}: ${change.reason}`;
    return stepFor(change, existingFile(root, change.path), secrets);
  });
  const problems = outcomes.filter((outcome) => typeof outcome === 'string');
  if (problems.length > 0) throw refused(problems);
  return outcomes.filter((outcome) => typeof outcome === 'object');
}

/** A step, the problem in words, or undefined when there is nothing to do. */
function stepFor(
  change: Applicable,
  existing: Existing | undefined,
  secrets: Secrets,
): Step | string | undefined {
  if (change.kind === 'delete') return deletion(change, existing);
  if (change.kind === 'create') return creation(change, existing, secrets);
  if (change.file.isPrivate || isSecretPath(change.path)) {
    return appending(change, existing, secrets);
  }
  return replacement(change, existing);
}

function creation(
  { path, file }: { path: string; file: TreeFile },
  existing: Existing | undefined,
  secrets: Secrets,
): Step | string | undefined {
  const content = withSecrets(file, secrets);
  if (existing) return existing.bytes.equals(content) ? undefined : `${path} exists already`;
  const operation = { path, old: null, new: digest(content) };
  return { operation, content, rights: modeOf(file) };
}

function replacement(
  { path, file, before }: { path: string; file: TreeFile; before: string },
  existing: Existing | undefined,
): Step | string | undefined {
  const content = Buffer.from(file.text);
  if (existing?.bytes.equals(content)) return undefined;
  if (!existing?.bytes.equals(Buffer.from(before))) return changed(path);
  const operation = { path, old: digest(existing.bytes), new: digest(content) };
  return { operation, content, rights: existing.rights, before: existing };
}

/** A file with secrets is never copied or replaced: lines are added at its end. */
function appending(
  { path, file, before }: { path: string; file: TreeFile; before: string },
  existing: Existing | undefined,
  secrets: Secrets,
): Step | string | undefined {
  if (!file.text.startsWith(before)) throw new Error(`${path} may only be appended to`);
  if (!existing?.bytes.equals(Buffer.from(before))) return changed(path);
  const template = file.text.slice(before.length);
  if (template === '') return undefined;
  const content = withSecrets({ text: template, isPrivate: true }, secrets);
  const operation = {
    path,
    old: digest(existing.bytes),
    new: digest(Buffer.concat([existing.bytes, content])),
    append: { size: existing.bytes.length, template },
  };
  return { operation, content, rights: existing.rights, before: existing };
}

function deletion(
  { path, before }: { path: string; before: string },
  existing: Existing | undefined,
): Step | string | undefined {
  if (isSecretPath(path)) throw new Error(`${path} holds secrets and is never deleted`);
  if (!existing) return undefined;
  if (!existing.bytes.equals(Buffer.from(before))) return changed(path);
  const operation = { path, old: digest(existing.bytes), new: null };
  return { operation, rights: existing.rights, before: existing };
}

function existingFile(root: string, path: string): Existing | undefined {
  const file = safePath(root, path);
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  if (!stat) return undefined;
  // Reading a pipe would wait for ever.
  if (!stat.isFile()) throw new UserError('REFUSED', `${printable(path)} is not a regular file.`);
  return {
    bytes: fs.readFileSync(file),
    rights: { mode: stat.mode, uid: stat.uid, gid: stat.gid },
  };
}

const changed = (path: string): string =>
  `${printable(path)} changed while I was working, run again`;

function refused(problems: readonly string[]): UserError {
  const shown = problems.slice(0, 10).join('; ');
  const more = problems.length > 10 ? `; and ${problems.length - 10} more` : '';
  return new UserError('REFUSED', `${shown}${more}.`, 'Nothing was changed.');
}
