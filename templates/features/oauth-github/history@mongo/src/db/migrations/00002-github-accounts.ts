import type { mongo } from 'mongoose';

export async function up(db: mongo.Db): Promise<void> {
  await db.collection('github_accounts').createIndex({ userId: 1 });
}
