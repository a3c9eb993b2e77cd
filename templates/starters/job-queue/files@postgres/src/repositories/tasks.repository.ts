import { and, count, eq, inArray, sql } from 'drizzle-orm';
import type { Executor } from '../db/executor.ts';
import { listQuery } from '../db/list.ts';
import { tasks } from '../models/task.model.ts';
import type { TasksRepository } from './task-contracts.ts';

export const tasksRepository = (db: Executor): TasksRepository => ({
  list: async (page) => {
    const { where, orderBy, limit } = listQuery(tasks, page);
    return db
      .select()
      .from(tasks)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit);
  },

  find: async (id) => {
    const [task] = await db.select().from(tasks).where(eq(tasks.id, id));
    return task;
  },

  insert: async (values) => {
    const [task] = await db.insert(tasks).values(values).returning();
    if (!task) throw new Error('the insert gave nothing back');
    return task;
  },

  step: async (id, { from, to, isAttempt = false }) => {
    const attempts = sql`${tasks.attempts} + ${Number(isAttempt)}`;
    const [task] = await db
      .update(tasks)
      .set({ ...to, attempts })
      .where(and(eq(tasks.id, id), inArray(tasks.state, from)))
      .returning();
    return task;
  },

  count: async (userId) => {
    const rows = await db
      .select({ state: tasks.state, count: count() })
      .from(tasks)
      .where(userId === undefined ? undefined : eq(tasks.userId, userId))
      .groupBy(tasks.state);
    return Object.fromEntries(rows.map(({ state, count: found }) => [state, found]));
  },
});
