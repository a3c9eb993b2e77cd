import { noteModel } from '../models/note.model.ts';
import { shareModel } from '../models/share.model.ts';
import { userModel } from '../models/user.model.ts';
import type { Identity } from '../utils/identity.ts';
import type { NoteRight } from '../utils/note-rights.ts';
import type { Database } from './client.ts';

type Who = Pick<Identity, 'userId' | 'role'>;

/** A filter: an admin sees all notes, everybody else their own and those shared with them. */
export async function visibleTo(db: Database, { role, userId }: Who): Promise<object> {
  if (role === 'admin') return {};
  const email = await emailOf(db, userId);
  const shared = await shareModel(db).distinct('noteId', { email });
  return { $or: [{ ownerId: userId }, { _id: { $in: shared } }] };
}

/** A filter: the notes that they may share. */
export const ownedBy = ({ role, userId }: Who): object =>
  role === 'admin' ? {} : { ownerId: userId };

export async function rightTo(
  db: Database,
  { role, userId }: Who,
  noteId: string,
): Promise<NoteRight | undefined> {
  const note = await noteModel(db).findById(noteId).lean();
  if (!note) return undefined;
  if (role === 'admin' || note['ownerId'] === userId) return 'own';
  const email = await emailOf(db, userId);
  const share = await shareModel(db).findOne({ noteId, email }).lean();
  return share?.['right'] as NoteRight | undefined;
}

/** Notes are shared with addresses, so that nobody learns by sharing which of them have an account. */
async function emailOf(db: Database, userId: string): Promise<unknown> {
  const user = await userModel(db).findById(userId).lean();
  // Nothing is shared with an account that is gone.
  return user?.['email'] ?? '';
}
