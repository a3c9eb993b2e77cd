import type { Executor } from '../db/executor.ts';
import { listQuery } from '../db/list.ts';
import {
  uploadFields,
  uploadRoomIn,
  uploadsIn,
  type StoredUpload,
} from '../models/upload.model.ts';
import type { Upload, UploadsRepository } from './upload-contracts.ts';

export function uploadsRepository({ db, ...options }: Executor): UploadsRepository {
  const [uploads, room] = [uploadsIn(db), uploadRoomIn(db)];
  return {
    list: async (ownerId, page) => {
      const own = { ...page, filter: { ownerId, status: 'kept' } };
      const { filter, sort, limit } = listQuery(own, uploadFields);
      const found = await uploads.find(filter, options).sort(sort).limit(limit).toArray();
      return found.map(toUpload);
    },

    find: async (id) => {
      const found = await uploads.findOne({ _id: id }, options);
      return found ? toUpload(found) : undefined;
    },

    insert: async (upload) => {
      await uploads.insertOne(toStored(upload), options);
      return upload;
    },

    keep: async (id, type) => {
      const kept = await uploads.findOneAndUpdate(
        { _id: id, status: 'expected' },
        { $set: { status: 'kept', type } },
        { ...options, returnDocument: 'after' },
      );
      return kept ? toUpload(kept) : undefined;
    },

    dismiss: async (id, was) => {
      const leaving = { $set: { status: 'leaving' } } as const;
      const { matchedCount } = await uploads.updateOne({ _id: id, status: was }, leaving, options);
      return matchedCount === 1;
    },

    remove: async (id) => {
      const { deletedCount } = await uploads.deleteOne({ _id: id }, options);
      return deletedCount === 1;
    },

    listUnfinished: async (before) => {
      const abandoned = { status: 'expected', createdAt: { $lt: before } } as const;
      const unfinished = { $or: [{ status: 'leaving' } as const, abandoned] };
      return (await uploads.find(unfinished, options).toArray()).map(toUpload);
    },

    roomTaken: async (ownerId) => {
      const found = await room.findOne({ _id: ownerId }, options);
      return found?.bytes ?? 0;
    },

    // In two operations: an upsert whose filter does not match would try to make a second document of this id.
    takeRoom: async (ownerId, size, quota) => {
      const upsert = { ...options, upsert: true };
      await room.updateOne({ _id: ownerId }, { $setOnInsert: { bytes: 0 } }, upsert);
      const hasRoom = { _id: ownerId, bytes: { $lte: quota - size } };
      const { modifiedCount } = await room.updateOne(hasRoom, { $inc: { bytes: size } }, options);
      return modifiedCount === 1;
    },

    giveBackRoom: async (ownerId, size) => {
      await room.updateOne({ _id: ownerId }, { $inc: { bytes: -size } }, options);
    },
  };
}

const toStored = ({ id, createdAt, ...values }: Upload): StoredUpload => ({
  _id: id,
  ...values,
  createdAt: new Date(createdAt),
});

const toUpload = ({ _id, createdAt, ...values }: StoredUpload): Upload => ({
  id: _id,
  ...values,
  createdAt: createdAt.toISOString(),
});
