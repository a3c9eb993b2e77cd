import { eq, sql } from 'drizzle-orm';
import { authLimits } from '../constants/auth-limits.ts';
import { attempts } from '../models/attempt.model.ts';
import { after } from '../utils/clock.ts';
import type { Database } from './client.ts';

export interface Attempts {
  /** in this window, the one that was just counted included */
  readonly count: number;
  readonly resetsAt: Date;
}

/** Counts one more, in a window that starts with the first. In one statement, so that none is lost. */
// exercise auth/throttle
export async function countAttempt(db: Database, key: string, now: Date): Promise<Attempts> {
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
}
// instead
// export function countAttempt(_db: Database, _key: string, now: Date): Promise<Attempts> {
//   return Promise.resolve({ count: 1, resetsAt: after(now, authLimits.attempts.window) });
// }
// end exercise

export async function returnAttempt(db: Database, key: string): Promise<void> {
  await db
    .update(attempts)
    .set({ count: sql`greatest(${attempts.count} - 1, 0)` })
    .where(eq(attempts.key, key));
}

export async function forgetAttempts(db: Database, key: string): Promise<void> {
  await db.delete(attempts).where(eq(attempts.key, key));
}
