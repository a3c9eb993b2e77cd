import { authLimits } from '../constants/auth-limits.ts';
import { attemptsIn } from '../models/attempt.model.ts';
import { after } from '../utils/clock.ts';
import type { Database } from './client.ts';

export interface Attempts {
  /** in this window, the one that was just counted included */
  readonly count: number;
  readonly resetsAt: Date;
}

/** Counts one more, in a window that starts with the first. In one operation, so that none is lost. */
// exercise auth/throttle
export async function countAttempt(db: Database, key: string, now: Date): Promise<Attempts> {
  const isOpen = { $gt: ['$resetsAt', now] };
  const end = after(now, authLimits.attempts.window);
  const counted = await attemptsIn(db).findOneAndUpdate(
    { _id: key },
    [
      {
        $set: {
          count: { $cond: [isOpen, { $add: ['$count', 1] }, 1] },
          resetsAt: { $cond: [isOpen, '$resetsAt', end] },
        },
      },
    ],
    { upsert: true, returnDocument: 'after' },
  );
  if (!counted) throw new Error('the update gave nothing back');
  return counted;
}
// instead
// export function countAttempt(_db: Database, _key: string, now: Date): Promise<Attempts> {
//   return Promise.resolve({ count: 1, resetsAt: after(now, authLimits.attempts.window) });
// }
// end exercise

export async function returnAttempt(db: Database, key: string): Promise<void> {
  await attemptsIn(db).updateOne({ _id: key, count: { $gt: 0 } }, { $inc: { count: -1 } });
}

export async function forgetAttempts(db: Database, key: string): Promise<void> {
  await attemptsIn(db).deleteOne({ _id: key });
}
