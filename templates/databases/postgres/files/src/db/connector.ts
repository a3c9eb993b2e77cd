import type { Connector } from '../config/open-connections.ts';
import { closeDatabase, openDatabase, pingDatabase, type Database } from './client.ts';
import { findPending } from './migrator.ts';

/** Ready means: a server answers, and its tables are those this version was written for. */
export const db: Connector<Database> = {
  open: async (env, log) => {
    const database = openDatabase(env, log);
    await pingDatabase(database).catch((error: unknown) => {
      log.error({ err: error }, 'no database yet; not ready until it answers');
    });
    return database;
  },
  check: async (database) => {
    const pending = await findPending(database.$client);
    if (pending.length > 0) throw new Error(`migrations are missing: ${pending.join(', ')}`);
  },
  close: closeDatabase,
};
