import { and, eq, gt, lt } from 'drizzle-orm';
import type { Executor } from '../db/executor.ts';
import { oneTimeTokens } from '../models/one-time-token.model.ts';
import type { OneTimeTokensRepository } from './account-contracts.ts';

export const oneTimeTokensRepository = (db: Executor): OneTimeTokensRepository => ({
  issue: async ({ userId, purpose, digest, expiresAt }) => {
    const set = { digest, expiresAt: expiresAt.toISOString() };
    await db
      .insert(oneTimeTokens)
      .values({ userId, purpose, ...set })
      .onConflictDoUpdate({ target: [oneTimeTokens.userId, oneTimeTokens.purpose], set });
  },

  redeem: async (purpose, digest, now) => {
    const isGood = and(
      eq(oneTimeTokens.digest, digest),
      eq(oneTimeTokens.purpose, purpose),
      gt(oneTimeTokens.expiresAt, now.toISOString()),
    );
    const [token] = await db.delete(oneTimeTokens).where(isGood).returning();
    return token?.userId;
  },

  sweep: async (now) => {
    const { rowCount } = await db
      .delete(oneTimeTokens)
      .where(lt(oneTimeTokens.expiresAt, now.toISOString()));
    return rowCount ?? 0;
  },
});
