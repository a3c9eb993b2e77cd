import { and, eq, lt, ne, or, sql } from 'drizzle-orm';
import type { Executor } from '../db/executor.ts';
import { listQuery } from '../db/list.ts';
import { uploadRoom } from '../models/upload-room.model.ts';
import { uploads } from '../models/upload.model.ts';
import type { UploadsRepository } from './upload-contracts.ts';

export const uploadsRepository = (db: Executor): UploadsRepository => ({
  list: async (ownerId, page) => {
    const filter = { ownerId, status: 'kept' };
    const { where, orderBy, limit } = listQuery(uploads, { ...page, filter });
    return db
      .select()
      .from(uploads)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit);
  },

  find: async (id) => {
    const [row] = await db.select().from(uploads).where(eq(uploads.id, id));
    return row;
  },

  insert: async (upload) => {
    const [row] = await db.insert(uploads).values(upload).returning();
    if (!row) throw new Error('the insert gave nothing back');
    return row;
  },

  keep: async (id, type) => {
    const isExpected = and(eq(uploads.id, id), eq(uploads.status, 'expected'));
    const [row] = await db
      .update(uploads)
      .set({ status: 'kept', type })
      .where(isExpected)
      .returning();
    return row;
  },

  dismiss: async (id, was) => {
    const isThat = and(eq(uploads.id, id), eq(uploads.status, was));
    const { rowCount } = await db.update(uploads).set({ status: 'leaving' }).where(isThat);
    return rowCount === 1;
  },

  remove: async (id) => {
    const { rowCount } = await db.delete(uploads).where(eq(uploads.id, id));
    return rowCount === 1;
  },

  listUnfinished: async (before) => {
    const isOver = or(eq(uploads.status, 'leaving'), lt(uploads.createdAt, before.toISOString()));
    return db
      .select()
      .from(uploads)
      .where(and(ne(uploads.status, 'kept'), isOver));
  },

  roomTaken: async (ownerId) => {
    const [row] = await db.select().from(uploadRoom).where(eq(uploadRoom.ownerId, ownerId));
    return row?.bytes ?? 0;
  },

  takeRoom: async (ownerId, size, quota) => {
    if (size > quota) return false;
    const taken = await db
      .insert(uploadRoom)
      .values({ ownerId, bytes: size })
      .onConflictDoUpdate({
        target: uploadRoom.ownerId,
        set: { bytes: sql`${uploadRoom.bytes} + ${size}` },
        setWhere: sql`${uploadRoom.bytes} + ${size} <= ${quota}`,
      })
      .returning();
    return taken.length === 1;
  },

  giveBackRoom: async (ownerId, size) => {
    const bytes = sql`${uploadRoom.bytes} - ${size}`;
    await db.update(uploadRoom).set({ bytes }).where(eq(uploadRoom.ownerId, ownerId));
  },
});
