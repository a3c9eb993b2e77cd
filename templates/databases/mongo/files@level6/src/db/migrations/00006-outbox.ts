import type { mongo } from 'mongoose';

export async function up(db: mongo.Db): Promise<void> {
  const outbox = db.collection('outbox_messages');
  await outbox.createIndex({ parkedAt: 1, availableAt: 1, position: 1 });
  await outbox.createIndex({ key: 1, position: 1 });
  await db.collection('inbox_messages').createIndex({ acceptedAt: 1 });
}
