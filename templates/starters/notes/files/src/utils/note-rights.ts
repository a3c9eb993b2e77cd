import { AppError } from '../errors/app-error.ts';

/** Each includes those before it: who owns a note may write it, and who writes it reads it. */
const RIGHTS = ['read', 'write', 'own'] as const;

export type NoteRight = (typeof RIGHTS)[number];

/** Who may not even read it hears that there is no such note: 403 would tell that there is. */
export function demand(needed: NoteRight, has: NoteRight | undefined): void {
  if (has === undefined) throw new AppError('not_found', 'There is no such note.');
  if (RIGHTS.indexOf(has) < RIGHTS.indexOf(needed)) {
    throw new AppError('forbidden', 'This note was shared with you for less than that.');
  }
}
