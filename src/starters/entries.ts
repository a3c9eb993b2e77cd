/** What a template holds, wherever it came from: each reader makes these, each rule looks at these. */
import { createHash } from 'node:crypto';

export interface Entry {
  /** as the archive or the folder spells it, with `/` */
  readonly path: string;
  /** other: what is neither: see `what` */
  readonly kind: 'file' | 'folder' | 'other';
  /** in words, for messages: `a symbolic link` */
  readonly what: string;
  readonly mode: number;
  readonly bytes: Buffer;
}

export const isExecutable = ({ mode }: Pick<Entry, 'mode'>): boolean => (mode & 0o100) !== 0;

/** SHA-256 over the sorted lines `mode path digest`: of the files, not of an archive, which nobody promises to pack alike. */
export function digestOf(entries: readonly Entry[]): string {
  const lines = entries
    .filter(({ kind }) => kind === 'file')
    .map((file) => `${isExecutable(file) ? '755' : '644'} ${file.path} ${sha256(file.bytes)}`);
  return sha256(
    lines
      .sort()
      .map((line) => `${line}\n`)
      .join(''),
  );
}

export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');
