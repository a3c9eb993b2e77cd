import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Deps } from '../app.ts';
import { listQuery } from '../db/list.ts';
import { ownedBy, rightTo } from '../db/note-access.ts';
import { AppError } from '../errors/app-error.ts';
import { notes } from '../models/note.model.ts';
import { shares } from '../models/share.model.ts';
import type { Call } from '../routes/route.ts';
import type { RecordParams } from '../schemas/fields.ts';
import type {
  ShareInput,
  ShareOutput,
  SharePatch,
  ShareReplacement,
  SharesQuery,
} from '../schemas/shares.schema.ts';
import { requireIdentity, type Identity } from '../utils/identity.ts';
import { demand } from '../utils/note-rights.ts';
import { cutPage } from '../utils/pagination.ts';

export function sharesController({ db }: Pick<Deps, 'db'>) {
  /** The shares of notes that are theirs; whose the note is not, for them there is no share of it. */
  const ownedShares = (who: Identity) =>
    inArray(shares.noteId, db.select({ id: notes.id }).from(notes).where(ownedBy(who)));

  const oneOf = (who: Identity, id: string) => and(eq(shares.id, id), ownedShares(who));

  /** An admin may share any note; one that is not there the database refuses. */
  const demandNote = async (noteId: string, who: Identity): Promise<void> => {
    if (who.role !== 'admin') demand('own', await rightTo(db, who, noteId));
  };

  const find = async (id: string, who: Identity): Promise<ShareOutput> => {
    const [row] = await db.select().from(shares).where(oneOf(who, id));
    if (!row) throw new AppError('not_found', 'There is no such share.');
    return row;
  };

  const change = async (
    id: string,
    { version, ...values }: SharePatch,
    who: Identity,
  ): Promise<ShareOutput> => {
    await find(id, who);
    if (values.noteId !== undefined) await demandNote(values.noteId, who);
    const seen = version === undefined ? undefined : eq(shares.version, version);
    const [row] = await db
      .update(shares)
      .set({ ...values, version: sql`${shares.version} + 1`, updatedAt: sql`now()` })
      .where(and(oneOf(who, id), seen))
      .returning();
    if (row) return row;
    await find(id, who);
    throw new AppError('stale_version', 'It was changed since you read it.');
  };

  return {
    list: async (call: Call<{ query: SharesQuery }>): Promise<ShareOutput[]> => {
      const { where, orderBy, limit } = listQuery(shares, call.query);
      const found = await db
        .select()
        .from(shares)
        .where(and(where, ownedShares(requireIdentity(call.request))))
        .orderBy(...orderBy)
        .limit(limit);
      return cutPage(found, call.query, call);
    },

    create: async ({
      body,
      request,
      response,
    }: Call<{ body: ShareInput }>): Promise<ShareOutput> => {
      await demandNote(body.noteId, requireIdentity(request));
      const [row] = await db.insert(shares).values(body).returning();
      if (!row) throw new Error('the insert gave nothing back');
      response.location(`/shares/${row.id}`);
      return row;
    },

    read: ({ params, request }: Call<{ params: RecordParams }>): Promise<ShareOutput> =>
      find(params.id, requireIdentity(request)),

    replace: ({
      params,
      body,
      request,
    }: Call<{ params: RecordParams; body: ShareReplacement }>): Promise<ShareOutput> =>
      change(params.id, body, requireIdentity(request)),

    update: ({
      params,
      body,
      request,
    }: Call<{ params: RecordParams; body: SharePatch }>): Promise<ShareOutput> =>
      change(params.id, body, requireIdentity(request)),

    remove: async ({ params, request }: Call<{ params: RecordParams }>): Promise<void> => {
      const { rowCount } = await db
        .delete(shares)
        .where(oneOf(requireIdentity(request), params.id));
      if (rowCount === 0) throw new AppError('not_found', 'There is no such share.');
    },
  };
}
