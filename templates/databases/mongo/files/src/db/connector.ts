import type { Connector } from '../config/open-connections.ts';
import { closeDatabase, openDatabase, pingDatabase, type Database } from './client.ts';
import { findPending } from './migrator.ts';

/** Ready means: a server answers, and its collections are those this version was written for. */
export const db: Connector<Database> = {
  open: openDatabase,
  check: async (database) => {
    await pingDatabase(database);
    const pending = await findPending(database.getClient().db(database.name));
    if (pending.length > 0) throw new Error(`migrations are missing: ${pending.join(', ')}`);
  },
  close: closeDatabase,
};
