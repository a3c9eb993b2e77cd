import type { mongo } from 'mongoose';

/** Runs once on every database, and once more where it was cut short; is never edited after that. */
export async function up(db: mongo.Db): Promise<void> {
  await db.command({ ping: 1 });
}
