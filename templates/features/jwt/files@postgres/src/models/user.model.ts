import { sql } from 'drizzle-orm';
import { check, pgTable } from 'drizzle-orm/pg-core';
import { roles } from '../constants/roles.ts';
import * as column from '../db/columns.ts';

const names = sql.raw(roles.map((role) => `'${role}'`).join(', '));

export const users = pgTable(
  'users',
  (t) => ({
    id: column.record.id,
    email: t.varchar('email', { length: 254 }).notNull().unique('users_email_key'),
    passwordHash: t.text('password_hash').notNull(),
    role: t.text('role', { enum: roles }).notNull().default('viewer'),
    emailVerifiedAt: column.moment('email_verified_at'),
    createdAt: column.record.createdAt,
  }),
  (table) => [
    check('users_role_check', sql`${table.role} in (${names})`),
    check('users_email_check', sql`${table.email} = lower(${table.email})`),
  ],
);

export type User = typeof users.$inferSelect;
