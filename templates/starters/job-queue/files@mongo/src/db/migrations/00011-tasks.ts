import type { mongo } from 'mongoose';

export async function up(db: mongo.Db): Promise<void> {
  const tasks = db.collection('tasks');
  await tasks.createIndex({ createdAt: 1, _id: 1 });
  await tasks.createIndex({ userId: 1, createdAt: 1, _id: 1 });
  await tasks.createIndex({ state: 1 });
}
