import type { Deps } from '../app.ts';
import { listQuery } from '../db/list.ts';
import { rightTo, visibleTo } from '../db/note-access.ts';
import { toAnswer, toStored } from '../db/record.ts';
import { withTransaction } from '../db/transaction.ts';
import { AppError } from '../errors/app-error.ts';
import { noteFields, noteModel } from '../models/note.model.ts';
import { shareModel } from '../models/share.model.ts';
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
  const notes = noteModel(db);

  const find = async (id: string, who: Identity): Promise<NoteOutput> => {
    demand('read', await rightTo(db, who, id));
    const note = await notes.findById(id).lean();
    if (!note) throw new AppError('not_found', 'There is no such note.');
    return toAnswer(note);
  };

  // The version is part of the filter, so of two changes at once only one finds the document.
  const change = async (
    id: string,
    { version, ...changes }: NotePatch,
    who: Identity,
  ): Promise<NoteOutput> => {
    demand('write', await rightTo(db, who, id));
    const changed = await notes
      .findOneAndUpdate(
        version === undefined ? { _id: id } : { _id: id, version },
        { $set: toStored(changes, noteFields), $inc: { version: 1 } },
        { returnDocument: 'after', runValidators: true },
      )
      .lean();
    if (changed) return toAnswer(changed);
    const { version: current } = await find(id, who);
    throw new AppError('stale_version', 'It was changed since you read it.', { version: current });
  };

  return {
    list: async (call: Call<{ query: NotesQuery }>): Promise<NoteOutput[]> => {
      const { filter, sort, limit } = listQuery(call.query, noteFields);
      const visible = await visibleTo(db, requireIdentity(call.request));
      const found = await notes
        .find({ $and: [filter, visible] })
        .sort(sort)
        .limit(limit)
        .lean();
      return cutPage(found.map(toAnswer<NoteOutput>), call.query, call);
    },

    create: async ({ body, request, response }: Call<{ body: NoteInput }>): Promise<NoteOutput> => {
      const values = { ...body, ownerId: requireIdentity(request).userId };
      const created = await notes.create(toStored(values, noteFields));
      const note = toAnswer<NoteOutput>(created.toObject());
      response.location(`/notes/${note.id}`);
      return note;
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
      await withTransaction(db, async (session) => {
        await shareModel(db).deleteMany({ noteId: id }, { session });
        await notes.deleteOne({ _id: id }, { session });
      });
    },
  };
}
