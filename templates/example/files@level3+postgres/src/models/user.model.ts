import { pgTable } from 'drizzle-orm/pg-core';
import * as column from '../db/columns.ts';

export const users = pgTable('users', (t) => ({
  id: column.record.id,
  email: t.varchar('email', { length: 254 }).notNull().unique('users_email_key'),
  passwordHash: t.text('password_hash').notNull(),
  createdAt: column.record.createdAt,
}));

export type User = typeof users.$inferSelect;
