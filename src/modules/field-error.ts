import { UserError } from '../errors.ts';
import { printable } from '../names.ts';

/** A part of what was typed: its text and where it starts. */
export interface Piece {
  readonly text: string;
  readonly start: number;
}

/** What is wrong, and how to mend it. */
export type Said = readonly [message: string, hint: string];

/** The message, the field as typed, and carets under the wrong part. */
export function fieldError(typed: string, part: Piece, said: Said): UserError {
  const [message, hint] = said;
  const before = width(printable(typed.slice(0, part.start)));
  const carets = '^'.repeat(Math.max(1, width(printable(part.text))));
  return new UserError(
    'USAGE',
    `${message}\n\n  ${printable(typed)}\n  ${' '.repeat(before)}${carets}`,
    hint,
  );
}

/** The text in quotes, safe for a terminal. */
export const quoted = (text: string): string => `"${printable(text)}"`;

const width = (text: string): number => [...text].length;
