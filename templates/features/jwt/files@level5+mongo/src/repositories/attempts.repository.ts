import { authLimits } from '../constants/auth-limits.ts';
import type { Executor } from '../db/executor.ts';
import { attemptsIn } from '../models/attempt.model.ts';
import { after } from '../utils/clock.ts';
import type { AttemptsRepository } from './account-contracts.ts';

export function attemptsRepository({ db, ...options }: Executor): AttemptsRepository {
  const attempts = attemptsIn(db);
  return {
    count: async (key, now) => {
      const isOpen = { $gt: ['$resetsAt', now] };
      const end = after(now, authLimits.attempts.window);
      const count = { $cond: [isOpen, { $add: ['$count', 1] }, 1] };
      const resetsAt = { $cond: [isOpen, '$resetsAt', end] };
      const counted = await attempts.findOneAndUpdate(
        { _id: key },
        [{ $set: { count, resetsAt } }],
        { ...options, upsert: true, returnDocument: 'after' },
      );
      if (!counted) throw new Error('the update gave nothing back');
      return counted;
    },

    giveBack: async (key) => {
      const some = { _id: key, count: { $gt: 0 } };
      await attempts.updateOne(some, { $inc: { count: -1 } }, options);
    },

    forget: async (key) => {
      await attempts.deleteOne({ _id: key }, options);
    },

    sweep: async (now) => {
      const { deletedCount } = await attempts.deleteMany({ resetsAt: { $lt: now } }, options);
      return deletedCount;
    },
  };
}
