import type { Executor } from '../db/executor.ts';
import { oneTimeTokensIn } from '../models/one-time-token.model.ts';
import type { OneTimeTokensRepository } from './account-contracts.ts';

export function oneTimeTokensRepository({ db, ...options }: Executor): OneTimeTokensRepository {
  const tokens = oneTimeTokensIn(db);
  return {
    issue: async (token) => {
      const _id = `${token.userId} ${token.purpose}`;
      await tokens.updateOne({ _id }, { $set: token }, { ...options, upsert: true });
    },

    redeem: async (purpose, digest, now) => {
      const good = { digest, purpose, expiresAt: { $gt: now } };
      const token = await tokens.findOneAndDelete(good, options);
      return token?.userId;
    },

    sweep: async (now) => {
      const { deletedCount } = await tokens.deleteMany({ expiresAt: { $lt: now } }, options);
      return deletedCount;
    },
  };
}
