import type { Deps } from '../app.ts';
import { limits } from '../constants/limits.ts';
import { visibleTo } from '../db/note-access.ts';
import { toAnswer } from '../db/record.ts';
import { noteModel } from '../models/note.model.ts';
import type { Call } from '../routes/route.ts';
import type { NoteSearchQuery } from '../schemas/note-search.schema.ts';
import type { NoteOutput } from '../schemas/notes.schema.ts';
import { requireIdentity } from '../utils/identity.ts';

export const noteSearchController = ({ db }: Pick<Deps, 'db'>) => ({
  /** What is pinned comes first, then what was changed last. */
  search: async ({
    query: { text, isArchived },
    request,
  }: Call<{ query: NoteSearchQuery }>): Promise<NoteOutput[]> => {
    const visible = await visibleTo(db, requireIdentity(request));
    const words = { $regex: literally(text), $options: 'i' };
    const found = await noteModel(db)
      .find({ $and: [visible, { isArchived }, { $or: [{ title: words }, { text: words }] }] })
      .sort({ isPinned: -1, updatedAt: -1, _id: 1 })
      .limit(limits.page)
      .lean();
    return found.map(toAnswer<NoteOutput>);
  },
});

/** As a regular expression that means nothing but itself. */
const literally = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
