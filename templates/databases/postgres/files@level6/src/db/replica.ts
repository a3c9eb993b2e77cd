import { setTimeout as wait } from 'node:timers/promises';
import type { Connector } from '../config/open-connections.ts';
import { closeDatabase, openDatabase, pingDatabase, type Database } from './client.ts';

/** In milliseconds; one that hangs is not to be taken for a database that hangs. */
const PATIENCE = 500;

/** Whatever it is asked, the primary can answer as well: an app without its replica is slower and not unready. */
export const replica: Connector<Database | undefined> = {
  open: ({ DATABASE_REPLICA_URL: url, PG_POOL_MAX }, log) =>
    Promise.resolve(url ? openDatabase({ DATABASE_URL: url, PG_POOL_MAX }, log) : undefined),
  check: async (database) => {
    if (!database) return 'ok';
    const ping = pingDatabase(database).catch(() => 'degraded');
    return Promise.race([ping, wait(PATIENCE, 'degraded', { ref: false })]);
  },
  close: async (database) => {
    if (database) await closeDatabase(database);
  },
};
