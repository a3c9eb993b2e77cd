import type { mongo } from 'mongoose';

export async function up(db: mongo.Db): Promise<void> {
  const uploads = db.collection('uploads');
  await uploads.createIndex({ ownerId: 1, status: 1, createdAt: 1, _id: 1 });
  await uploads.createIndex({ status: 1, createdAt: 1 });
}
