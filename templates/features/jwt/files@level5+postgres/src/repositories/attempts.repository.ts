import { eq, lt, sql } from 'drizzle-orm';
import { authLimits } from '../constants/auth-limits.ts';
import type { Executor } from '../db/executor.ts';
import { attempts } from '../models/attempt.model.ts';
import { after } from '../utils/clock.ts';
import type { AttemptsRepository } from './account-contracts.ts';

export const attemptsRepository = (db: Executor): AttemptsRepository => ({
  count: async (key, now) => {
    const resetsAt = after(now, authLimits.attempts.window).toISOString();
    const isOver = sql`${attempts.resetsAt} <= ${now.toISOString()}`;
    const [row] = await db
      .insert(attempts)
      .values({ key, count: 1, resetsAt })
      .onConflictDoUpdate({
        target: attempts.key,
        set: {
          count: sql`case when ${isOver} then 1 else ${attempts.count} + 1 end`,
          resetsAt: sql`case when ${isOver} then excluded.resets_at else ${attempts.resetsAt} end`,
        },
      })
      .returning();
    if (!row) throw new Error('the insert gave nothing back');
    return { count: row.count, resetsAt: new Date(row.resetsAt) };
  },

  giveBack: async (key) => {
    const count = sql`greatest(${attempts.count} - 1, 0)`;
    await db.update(attempts).set({ count }).where(eq(attempts.key, key));
  },

  forget: async (key) => {
    await db.delete(attempts).where(eq(attempts.key, key));
  },

  sweep: async (now) => {
    const { rowCount } = await db.delete(attempts).where(lt(attempts.resetsAt, now.toISOString()));
    return rowCount ?? 0;
  },
});
