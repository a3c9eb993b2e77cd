import type { Upload, UploadsRepository } from '../../../src/repositories/upload-contracts.ts';
import type { Memory, Stored } from './memory.ts';
import { later, pageOf } from './records.ts';

export function uploadsRepository(memory: Memory): UploadsRepository {
  const uploads = memory.table<Upload>('uploads');
  const rooms = memory.table<Stored & { readonly bytes: number }>('upload_room');
  const order = { createdAt: 'text', name: 'text', size: 'number' } as const;
  const taken = (ownerId: string): number => rooms.get(ownerId)?.bytes ?? 0;
  const change = (ownerId: string, by: number) =>
    void rooms.put({ id: ownerId, bytes: taken(ownerId) + by });

  return {
    list: (ownerId, page) =>
      later(() =>
        pageOf({ order }, uploads.all(), { ...page, filter: { ownerId, status: 'kept' } }),
      ),
    find: (id) => later(() => uploads.get(id)),
    insert: (upload) => later(() => uploads.put(upload)),
    keep: (id, type) =>
      later(() => {
        const upload = uploads.get(id);
        if (upload?.status !== 'expected') return undefined;
        return uploads.put({ ...upload, status: 'kept', type });
      }),
    dismiss: (id, was) =>
      later(() => {
        const upload = uploads.get(id);
        if (upload?.status !== was) return false;
        uploads.put({ ...upload, status: 'leaving' });
        return true;
      }),
    remove: (id) => later(() => uploads.remove(id)),
    listUnfinished: (before) =>
      later(() =>
        uploads
          .all()
          .filter(
            ({ status, createdAt }) =>
              status === 'leaving' || (status === 'expected' && new Date(createdAt) < before),
          ),
      ),
    roomTaken: (ownerId) => later(() => taken(ownerId)),
    takeRoom: (ownerId, size, quota) =>
      later(() => {
        if (taken(ownerId) + size > quota) return false;
        change(ownerId, size);
        return true;
      }),
    giveBackRoom: (ownerId, size) => later(() => change(ownerId, -size)),
  };
}
