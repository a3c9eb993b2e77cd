import type { mongo } from 'mongoose';

export async function up(db: mongo.Db): Promise<void> {
  await db.collection('idempotency_keys').createIndex({ createdAt: 1 });
}
