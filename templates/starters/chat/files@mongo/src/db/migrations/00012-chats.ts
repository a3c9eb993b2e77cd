import type { mongo } from 'mongoose';

export async function up(db: mongo.Db): Promise<void> {
  await db.collection('chats').createIndex({ createdAt: 1, _id: 1 });
  const members = db.collection('chat_members');
  await members.createIndex({ userId: 1, chatId: 1 }, { unique: true });
  await members.createIndex({ chatId: 1, joinedAt: 1, _id: 1 });
  await db.collection('chat_messages').createIndex({ chatId: 1, sentAt: 1, _id: 1 });
}
