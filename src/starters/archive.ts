/** A tarball, in memory: nothing is written before all of it is known. */
import { gunzipSync } from 'node:zlib';
import { Parser } from 'tar/parse';
import type { ReadEntry } from 'tar/read-entry';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import type { Entry } from './entries.ts';
import { LIMITS, megabytes } from './limits.ts';
import { refused } from './rules.ts';

export interface Archive {
  readonly entries: readonly Entry[];
  /** what `git archive` says of itself */
  readonly commit?: string;
}

const KINDS: Readonly<Record<string, Pick<Entry, 'kind' | 'what'>>> = {
  File: { kind: 'file', what: 'a file' },
  OldFile: { kind: 'file', what: 'a file' },
  ContiguousFile: { kind: 'file', what: 'a file' },
  Directory: { kind: 'folder', what: 'a folder' },
  SymbolicLink: { kind: 'other', what: 'a symbolic link' },
  Link: { kind: 'other', what: 'a hard link' },
  CharacterDevice: { kind: 'other', what: 'a device' },
  BlockDevice: { kind: 'other', what: 'a device' },
  FIFO: { kind: 'other', what: 'a pipe' },
};

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
const isZstd = (bytes: Buffer): boolean => bytes.subarray(0, 4).toString('hex') === '28b52ffd';

/** @throws UserError ENVIRONMENT for what is no archive, or too large a one. */
export function readArchive(bytes: Buffer): Archive {
  const unpacked = isGzip(bytes) ? gunzip(bytes) : bytes;
  if (unpacked.length > LIMITS.unpacked) throw tooLarge();
  // The parser would unpack once more, and without a limit.
  if (isGzip(unpacked) || isZstd(unpacked)) throw invalid('it is packed twice');
  return parse(unpacked);
}

function parse(bytes: Buffer): Archive {
  const entries: Entry[] = [];
  const problems: Error[] = [];
  let commit: string | undefined;
  const parser = new Parser({
    strict: true,
    brotli: false,
    onReadEntry: (entry) => {
      commit ??= entry.globalExtended?.comment;
      collect(entry, (whole) => entries.push(whole));
    },
  });
  // The parser would cut the name there, as others may not.
  parser.on('meta', (meta: string) => {
    if (/\0(?!\0*$)/.test(meta)) problems.push(new Error('a name in it holds a NUL'));
  });
  parser.on('error', (error: Error) => problems.push(error));
  parser.on('ignoredEntry', (entry: ReadEntry) =>
    entries.push({ ...described(entry), kind: 'other', bytes: Buffer.alloc(0) }),
  );
  parser.end(bytes);
  const [problem] = problems;
  if (problem) throw invalid(problem.message, problem);
  return { entries, ...(commit !== undefined && { commit }) };
}

function collect(entry: ReadEntry, done: (whole: Entry) => void): void {
  const pieces: Buffer[] = [];
  entry.on('data', (piece: Buffer) => pieces.push(piece));
  entry.on('end', () => done({ ...described(entry), bytes: Buffer.concat(pieces) }));
}

function described({ path, type, mode = 0o644 }: ReadEntry): Omit<Entry, 'bytes'> {
  const known = KINDS[type] ?? { kind: 'other', what: 'of a kind that no template needs' };
  // Of a folder no mode is taken over; setgid is inherited on many disks.
  return known.kind === 'folder'
    ? { ...known, path: path.replace(/\/$/, ''), mode: 0o755 }
    : { ...known, path, mode };
}

/** The one folder that holds everything, which archives have and projects have not, is left out. */
export function withoutTop(entries: readonly Entry[]): readonly Entry[] {
  const [first = ''] = (entries[0]?.path ?? '').split('/');
  const holds = ({ path, kind }: Entry): boolean =>
    path.startsWith(`${first}/`) || (path === first && kind === 'folder');
  if (first === '' || /^\.+$/.test(first) || !entries.every(holds)) return entries;
  return entries
    .filter(({ path }) => path !== first)
    .map((entry) => ({ ...entry, path: entry.path.slice(first.length + 1) }));
}

function gunzip(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: LIMITS.unpacked });
  } catch (cause) {
    const isBomb = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw isBomb ? tooLarge() : invalid((cause as Error).message, cause);
  }
}

const tooLarge = (): UserError =>
  refused([`it unpacks to more than ${megabytes(LIMITS.unpacked)}`]);

const invalid = (why: string, cause?: unknown): UserError =>
  new UserError(
    'ENVIRONMENT',
    `The template is not a valid archive: ${printable(why)}.`,
    'Nothing was written.',
    { cause },
  );
