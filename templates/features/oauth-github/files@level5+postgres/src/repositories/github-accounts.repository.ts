import { eq } from 'drizzle-orm';
import type { Executor } from '../db/executor.ts';
import { githubAccounts } from '../models/github-account.model.ts';
import type { GithubAccountsRepository } from './github-contracts.ts';

export const githubAccountsRepository = (db: Executor): GithubAccountsRepository => ({
  findUserId: async (githubId) => {
    const [found] = await db
      .select()
      .from(githubAccounts)
      .where(eq(githubAccounts.githubId, githubId));
    return found?.userId;
  },

  connect: async (githubId, userId) => {
    await db.insert(githubAccounts).values({ githubId, userId });
  },
});
