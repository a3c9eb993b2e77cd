import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/client.ts';

/** All rows of all tables, as text: what somebody has who copied the database. */
export async function everythingIn(db: Database): Promise<string> {
  const { rows: tables } = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const dumps = tables.map(({ name }) => db.execute(sql`select * from ${sql.identifier(name)}`));
  return JSON.stringify((await Promise.all(dumps)).map(({ rows }) => rows));
}
