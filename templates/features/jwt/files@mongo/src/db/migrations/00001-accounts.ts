import type { mongo } from 'mongoose';

export async function up(db: mongo.Db): Promise<void> {
  const users = db.collection('users');
  await users.updateMany({}, [{ $set: { email: { $toLower: '$email' } } }]);
  const account = { role: 'viewer', emailVerifiedAt: null };
  await users.updateMany({ role: { $exists: false } }, { $set: account });
  await users.createIndex({ createdAt: 1, _id: 1 });
  await db.collection('sessions').createIndex({ userId: 1, address: 1 });
  await db.collection('refresh_tokens').createIndex({ sessionId: 1 });
  await db.collection('one_time_tokens').createIndex({ digest: 1 }, { unique: true });
  await db.collection('attempts').createIndex({ resetsAt: 1 });
}
