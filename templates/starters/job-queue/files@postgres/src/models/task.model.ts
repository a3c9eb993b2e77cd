import { sql } from 'drizzle-orm';
import { check, index, pgTable } from 'drizzle-orm/pg-core';
import { taskStates } from '../constants/task-states.ts';
import * as column from '../db/columns.ts';
import { users } from './user.model.ts';

const states = sql.raw(taskStates.map((state) => `'${state}'`).join(', '));

export const tasks = pgTable(
  'tasks',
  (t) => ({
    id: t.uuid('id').primaryKey(),
    userId: t
      .uuid('user_id')
      .references(() => users.id, { onDelete: 'cascade' })
      .notNull(),
    kind: t.varchar('kind', { length: 64 }).notNull(),
    payload: t.jsonb('payload').notNull(),
    priority: t.integer('priority').notNull(),
    runAt: column.moment('run_at'),
    state: t.text('state', { enum: taskStates }).notNull().default('waiting'),
    /** how often it was begun */
    attempts: t.integer('attempts').notNull().default(0),
    result: t.jsonb('result'),
    error: t.text('error'),
    createdAt: column.moment('created_at').notNull(),
    finishedAt: column.moment('finished_at'),
  }),
  (table) => [
    check('tasks_state_check', sql`${table.state} in (${states})`),
    check('tasks_priority_check', sql`${table.priority} between 1 and 10`),
    index('tasks_user_id_created_at_id_idx').on(table.userId, table.createdAt, table.id),
    index('tasks_created_at_id_idx').on(table.createdAt, table.id),
    index('tasks_state_idx').on(table.state),
  ],
);
