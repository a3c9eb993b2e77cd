import { and, eq, inArray, or, type SQL } from 'drizzle-orm';
import { notes } from '../models/note.model.ts';
import { shares } from '../models/share.model.ts';
import { users } from '../models/user.model.ts';
import type { Identity } from '../utils/identity.ts';
import type { NoteRight } from '../utils/note-rights.ts';
import type { Database } from './client.ts';

type Who = Pick<Identity, 'userId' | 'role'>;

/** A condition: an admin sees all notes, everybody else their own and those shared with them. */
export function visibleTo(db: Database, who: Who): SQL | undefined {
  if (who.role === 'admin') return undefined;
  const shared = db
    .select({ id: shares.noteId })
    .from(shares)
    // Notes are shared with addresses, so that nobody learns by sharing which of them have an account.
    .innerJoin(users, eq(users.email, shares.email))
    .where(eq(users.id, who.userId));
  return or(ownedBy(who), inArray(notes.id, shared));
}

/** A condition: the notes that they may share. */
export const ownedBy = ({ role, userId }: Who): SQL | undefined =>
  role === 'admin' ? undefined : eq(notes.ownerId, userId);

export async function rightTo(
  db: Database,
  { role, userId }: Who,
  noteId: string,
): Promise<NoteRight | undefined> {
  const [note] = await db
    .select({ ownerId: notes.ownerId })
    .from(notes)
    .where(eq(notes.id, noteId));
  if (!note) return undefined;
  if (role === 'admin' || note.ownerId === userId) return 'own';
  const [share] = await db
    .select({ right: shares.right })
    .from(shares)
    .innerJoin(users, eq(users.email, shares.email))
    .where(and(eq(shares.noteId, noteId), eq(users.id, userId)));
  return share?.right;
}
