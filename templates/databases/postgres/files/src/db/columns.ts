import { sql } from 'drizzle-orm';
import { customType, integer, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core';

export { uniqueIndex } from 'drizzle-orm/pg-core';

export type Column = AnyPgColumn;

/** A moment, as ISO text, to the millisecond: JavaScript keeps no more, and a cursor made of less than what is stored skips rows. */
export const moment = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  fromDriver: (text) => new Date(text).toISOString(),
});

/** What every table has. */
export const record = {
  id: uuid('id').primaryKey().defaultRandom(),
  version: integer('version').notNull().default(1),
  createdAt: moment('created_at')
    .notNull()
    .default(sql`now()`),
  updatedAt: moment('updated_at')
    .notNull()
    .default(sql`now()`),
};
