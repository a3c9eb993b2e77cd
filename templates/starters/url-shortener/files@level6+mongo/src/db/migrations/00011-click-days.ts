import type { mongo } from 'mongoose';

export async function up(db: mongo.Db): Promise<void> {
  await db.collection('click_days').createIndex({ linkId: 1, day: 1 });
}
