import type { mongo } from 'mongoose';

export async function up(db: mongo.Db): Promise<void> {
  const orders = db.collection('orders');
  await orders.createIndex({ createdAt: 1, _id: 1 });
  await orders.createIndex({ userId: 1, createdAt: 1, _id: 1 });
}
