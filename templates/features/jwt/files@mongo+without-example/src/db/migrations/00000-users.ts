import type { mongo } from 'mongoose';

export async function up(db: mongo.Db): Promise<void> {
  await db.collection('users').createIndex({ email: 1 }, { unique: true });
}
