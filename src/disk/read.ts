import fs from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import { digest } from './digest.ts';
import { explained } from './disk-error.ts';
import { safePath } from './safe-path.ts';

/** What is at a path of the project. */
export type FileOnDisk =
  | { readonly kind: 'absent' }
  | TextOnDisk
  /** not UTF-8, or holds NUL: never edited, never re-encoded */
  | { readonly kind: 'binary'; readonly digest: string; readonly size: number }
  | { readonly kind: 'too-large'; readonly size: number }
  /** a directory, pipe, socket or device where a file is meant to be */
  | { readonly kind: 'no-file' };

export interface TextOnDisk {
  readonly kind: 'text';
  /** exactly what is there, BOM and CRLF included: this is the `before` of a Change */
  readonly text: string;
  readonly eol: 'lf' | 'crlf' | 'mixed' | 'none';
  readonly hasBom: boolean;
  readonly isExecutable: boolean;
  readonly digest: string;
}

const LARGEST = 5 * 1024 * 1024;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads these paths, in this order. `root` is real. Throws UserError REFUSED for unsafe paths and links, ENVIRONMENT for the rest. */
export function readFiles(
  root: string,
  paths: Iterable<string>,
  largest = LARGEST,
): ReadonlyMap<string, FileOnDisk> {
  return new Map(
    [...paths].map((path) => [
      path,
      explained(join(root, path), () => readOne(root, path, largest)),
    ]),
  );
}

/** The text of a file that has to be text, or undefined when there is none. Throws UserError REFUSED otherwise. */
export function readText(root: string, path: string, largest = LARGEST): TextOnDisk | undefined {
  const file = explained(join(root, path), () => readOne(root, path, largest));
  if (file.kind === 'text') return file;
  if (file.kind === 'absent') return undefined;
  const problems = {
    binary: 'is not valid UTF-8 text',
    'too-large': `is larger than ${Math.floor(largest / 1024)} kB`,
    'no-file': 'is not a regular file',
  };
  throw new UserError(
    'REFUSED',
    `${printable(path)} ${problems[file.kind]}.`,
    'Nothing was changed.',
  );
}

function readOne(root: string, path: string, largest: number): FileOnDisk {
  const place = safePath(root, path);
  const stat = fs.lstatSync(place, { throwIfNoEntry: false });
  if (!stat) return { kind: 'absent' };
  if (!stat.isFile()) return { kind: 'no-file' };
  if (stat.size > largest) return { kind: 'too-large', size: stat.size };
  const isExecutable = (stat.mode & 0o111) !== 0;
  return described(fs.readFileSync(place), isExecutable);
}

function described(bytes: Buffer, isExecutable: boolean): FileOnDisk {
  const text = decoded(bytes);
  if (text === undefined || text.includes('\0')) {
    return { kind: 'binary', digest: digest(bytes), size: bytes.length };
  }
  const hasBom = text.startsWith('\uFEFF');
  return { kind: 'text', text, eol: eolOf(text), hasBom, isExecutable, digest: digest(bytes) };
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function eolOf(text: string): TextOnDisk['eol'] {
  const all = text.match(/\n/g)?.length ?? 0;
  const windows = text.match(/\r\n/g)?.length ?? 0;
  if (all === 0) return 'none';
  if (windows === 0) return 'lf';
  return windows === all ? 'crlf' : 'mixed';
}
