import mongoose, { type Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { Env } from '../config/env.ts';
import { databaseLimits } from '../constants/database-limits.ts';

/** A pool of connections to one database. */
export type Database = Connection;

/** Resolves when a server has answered once; from then on the driver reconnects by itself. */
export async function openDatabase(
  env: Pick<Env, 'MONGODB_URL' | 'MONGO_POOL_MAX'>,
  log: Logger,
): Promise<Database> {
  const database = mongoose.createConnection(env.MONGODB_URL, {
    ...limitsBeside(env.MONGODB_URL),
    maxPoolSize: env.MONGO_POOL_MAX,
    // Collections and indexes are made by migrations, never by a starting server.
    autoCreate: false,
    autoIndex: false,
    // Without a server an operation fails at once, instead of waiting in memory.
    bufferCommands: false,
  });
  const lost = (): void => log.warn('database connection lost');
  database.on('error', (error) => log.warn({ err: error as Error }, 'database connection failed'));
  database.on('disconnected', lost);
  database.on('connected', () => log.debug('database connected'));
  // What is closed on purpose is not lost.
  database.once('disconnecting', () => database.off('disconnected', lost));
  return database.asPromise();
}

/** Whoever names a limit in the address wants that one. */
function limitsBeside(url: string): Readonly<Record<string, number>> {
  const named = new URLSearchParams(url.split('?')[1]);
  return Object.fromEntries(Object.entries(databaseLimits).filter(([name]) => !named.has(name)));
}

export async function pingDatabase(database: Database): Promise<void> {
  if (!database.db) throw new Error('the database is not connected');
  await database.db.admin().ping();
}

export const closeDatabase = (database: Database): Promise<void> => database.close();
