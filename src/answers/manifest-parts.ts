/** What both kinds of manifest have. */
import { UserError } from '../errors.ts';

/** Raised when an older generator could not read the file any more. */
export const SCHEMA = 1;

export function digests(value: unknown, file: string): Readonly<Record<string, string>> {
  const rows = Object.entries(value ?? {}) as [string, unknown][];
  const isSound = rows.every(
    ([, digest]) => typeof digest === 'string' && /^[0-9a-f]{64}$/.test(digest),
  );
  if (isSound) return Object.fromEntries(rows) as Record<string, string>;
  throw refused(file, 'a digest under files is not 64 hex digits');
}

export const refused = (file: string, why: string, cause?: unknown): UserError =>
  new UserError(
    'REFUSED',
    `${file} is not a file of create-backendbytes: ${why}.`,
    'Take the version from git.',
    { cause },
  );
