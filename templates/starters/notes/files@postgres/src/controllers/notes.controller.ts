import { and, eq, sql } from 'drizzle-orm';
import type { Deps } from '../app.ts';
import { listQuery } from '../db/list.ts';
import { rightTo, visibleTo } from '../db/note-access.ts';
import { withTransaction } from '../db/transaction.ts';
import { AppError } from '../errors/app-error.ts';
import { notes } from '../models/note.model.ts';
import { shares } from '../models/share.model.ts';
import type { Call } from '../routes/route.ts';
import type { RecordParams } from '../schemas/fields.ts';
import type {
  NoteInput,
  NoteOutput,
  NotePatch,
  NoteReplacement,
  NotesQuery,
} from '../schemas/notes.schema.ts';
import { requireIdentity, type Identity } from '../utils/identity.ts';
import { demand } from '../utils/note-rights.ts';
import { cutPage } from '../utils/pagination.ts';

export function notesController({ db }: Pick<Deps, 'db'>) {
  const find = async (id: string, who: Identity): Promise<NoteOutput> => {
    const [row] = await db
      .select()
      .from(notes)
      .where(and(eq(notes.id, id), visibleTo(db, who)));
    if (!row) throw new AppError('not_found', 'There is no such note.');
    return row;
  };

  const change = async (
    id: string,
    { version, ...values }: NotePatch,
    who: Identity,
  ): Promise<NoteOutput> => {
    demand('write', await rightTo(db, who, id));
    const seen = version === undefined ? undefined : eq(notes.version, version);
    const [row] = await db
      .update(notes)
      .set({ ...values, version: sql`${notes.version} + 1`, updatedAt: sql`now()` })
      .where(and(eq(notes.id, id), seen))
      .returning();
    if (row) return row;
    await find(id, who);
    throw new AppError('stale_version', 'It was changed since you read it.');
  };

  return {
    list: async (call: Call<{ query: NotesQuery }>): Promise<NoteOutput[]> => {
      const { where, orderBy, limit } = listQuery(notes, call.query);
      const found = await db
        .select()
        .from(notes)
        .where(and(where, visibleTo(db, requireIdentity(call.request))))
        .orderBy(...orderBy)
        .limit(limit);
      return cutPage(found, call.query, call);
    },

    create: async ({ body, request, response }: Call<{ body: NoteInput }>): Promise<NoteOutput> => {
      const ownerId = requireIdentity(request).userId;
      const [row] = await db
        .insert(notes)
        .values({ ...body, ownerId })
        .returning();
      if (!row) throw new Error('the insert gave nothing back');
      response.location(`/notes/${row.id}`);
      return row;
    },

    read: ({ params, request }: Call<{ params: RecordParams }>): Promise<NoteOutput> =>
      find(params.id, requireIdentity(request)),

    replace: ({
      params,
      body,
      request,
    }: Call<{ params: RecordParams; body: NoteReplacement }>): Promise<NoteOutput> =>
      change(params.id, body, requireIdentity(request)),

    update: ({
      params,
      body,
      request,
    }: Call<{ params: RecordParams; body: NotePatch }>): Promise<NoteOutput> =>
      change(params.id, body, requireIdentity(request)),

    /** With it goes what was said about who may see it. */
    remove: async ({ params: { id }, request }: Call<{ params: RecordParams }>): Promise<void> => {
      demand('own', await rightTo(db, requireIdentity(request), id));
      await withTransaction(db, async (transaction) => {
        await transaction.delete(shares).where(eq(shares.noteId, id));
        await transaction.delete(notes).where(eq(notes.id, id));
      });
    },
  };
}
