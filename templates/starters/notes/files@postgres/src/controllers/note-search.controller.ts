import { and, asc, desc, eq, ilike, or } from 'drizzle-orm';
import type { Deps } from '../app.ts';
import { limits } from '../constants/limits.ts';
import { visibleTo } from '../db/note-access.ts';
import { notes } from '../models/note.model.ts';
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
    const words = `%${literally(text)}%`;
    return db
      .select()
      .from(notes)
      .where(
        and(
          visibleTo(db, requireIdentity(request)),
          eq(notes.isArchived, isArchived),
          or(ilike(notes.title, words), ilike(notes.text, words)),
        ),
      )
      .orderBy(desc(notes.isPinned), desc(notes.updatedAt), asc(notes.id))
      .limit(limits.page);
  },
});

/** As a pattern that means nothing but itself. */
const literally = (text: string): string => text.replaceAll(/[%\\_]/g, String.raw`\$&`);
