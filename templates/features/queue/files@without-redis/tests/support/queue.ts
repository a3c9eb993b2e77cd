import { migrateQueue, type QueueEnv } from '../../src/jobs/backend.ts';
import { emptyDatabase } from './database.ts';
import { startProxy } from './proxy.ts';

/** Where there is no database, none of these tests is run at all. */
export const hasQueue = (): boolean => true;

/** A queue of a test's own. */
export async function newQueue(): Promise<QueueEnv> {
  const env = { DATABASE_URL: await emptyDatabase() };
  await migrateQueue(env);
  return env;
}

/** The same queue, behind something that can take it away. */
export async function withProxy(env: QueueEnv) {
  const { url, cut, restore } = await startProxy(env.DATABASE_URL);
  return { env: { ...env, DATABASE_URL: url }, cut, restore, close: cut };
}
