import type { Deps } from '../app.ts';
import { listQuery } from '../db/list.ts';
import { ownedBy, rightTo } from '../db/note-access.ts';
import { toAnswer, toStored } from '../db/record.ts';
import { refuseDangling } from '../db/references.ts';
import { AppError } from '../errors/app-error.ts';
import { noteModel } from '../models/note.model.ts';
import { shareFields, shareModel } from '../models/share.model.ts';
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
  const shares = shareModel(db);

  /** An admin hears what is wrong with a note that is not there, everybody else that it is not there. */
  const demandNote = async (noteId: string, who: Identity): Promise<void> => {
    if (who.role === 'admin') await refuseDangling({ db }, { noteId }, shareFields);
    else demand('own', await rightTo(db, who, noteId));
  };

  /** Whose the note is not, for them there is no share of it. */
  const find = async (id: string, who: Identity): Promise<ShareOutput> => {
    const share = await shares.findById(id).lean();
    const found = share && toAnswer<ShareOutput>(share);
    if (!found || (await rightTo(db, who, found.noteId)) !== 'own') {
      throw new AppError('not_found', 'There is no such share.');
    }
    return found;
  };

  const change = async (
    id: string,
    { version, ...changes }: SharePatch,
    who: Identity,
  ): Promise<ShareOutput> => {
    await find(id, who);
    if (changes.noteId !== undefined) await demandNote(changes.noteId, who);
    const changed = await shares
      .findOneAndUpdate(
        version === undefined ? { _id: id } : { _id: id, version },
        { $set: toStored(changes, shareFields), $inc: { version: 1 } },
        { returnDocument: 'after', runValidators: true },
      )
      .lean();
    if (changed) return toAnswer(changed);
    const { version: current } = await find(id, who);
    throw new AppError('stale_version', 'It was changed since you read it.', { version: current });
  };

  return {
    list: async (call: Call<{ query: SharesQuery }>): Promise<ShareOutput[]> => {
      const { filter, sort, limit } = listQuery(call.query, shareFields);
      const own = await noteModel(db).distinct('_id', ownedBy(requireIdentity(call.request)));
      const found = await shares
        .find({ $and: [filter, { noteId: { $in: own } }] })
        .sort(sort)
        .limit(limit)
        .lean();
      return cutPage(found.map(toAnswer<ShareOutput>), call.query, call);
    },

    create: async ({
      body,
      request,
      response,
    }: Call<{ body: ShareInput }>): Promise<ShareOutput> => {
      await demandNote(body.noteId, requireIdentity(request));
      const created = await shares.create(toStored(body, shareFields));
      const share = toAnswer<ShareOutput>(created.toObject());
      response.location(`/shares/${share.id}`);
      return share;
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
      await find(params.id, requireIdentity(request));
      const { deletedCount } = await shares.deleteOne({ _id: params.id });
      if (deletedCount === 0) throw new AppError('not_found', 'There is no such share.');
    },
  };
}
