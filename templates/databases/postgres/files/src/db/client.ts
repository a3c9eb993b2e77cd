import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Env } from '../config/env.ts';
import { databaseLimits } from '../constants/database-limits.ts';

/** The pool: each query takes a connection of its own. */
export type Database = NodePgDatabase & { readonly $client: pg.Pool };

/** One connection, inside a transaction. */
export type Transaction = NodePgDatabase & { readonly $client: pg.PoolClient };

/** Connects when the first query comes, and again whenever a connection was lost. */
export function openDatabase(
  env: Pick<Env, 'DATABASE_URL' | 'PG_POOL_MAX'>,
  log: Logger,
): Database {
  const pool = new pg.Pool({
    connectionString: env.DATABASE_URL,
    max: env.PG_POOL_MAX,
    ...databaseLimits,
  });
  // A lost connection is an `error` event, and one that nobody listens to ends the process. The pool
  // repeats those of idle connections only, so the listener that matters is on the connection itself.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', (error) => log.warn({ err: error }, 'database connection lost'));
  });
  return drizzle(pool);
}

export async function pingDatabase(database: Database): Promise<void> {
  await database.$client.query('select 1');
}

export const closeDatabase = (database: Database): Promise<void> => database.$client.end();
