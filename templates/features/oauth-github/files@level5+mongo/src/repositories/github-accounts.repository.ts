import type { Executor } from '../db/executor.ts';
import { githubAccountsIn } from '../models/github-account.model.ts';
import type { GithubAccountsRepository } from './github-contracts.ts';

export const githubAccountsRepository = ({
  db,
  ...options
}: Executor): GithubAccountsRepository => ({
  findUserId: async (githubId) => {
    const found = await githubAccountsIn(db).findOne({ _id: githubId }, options);
    return found?.userId;
  },

  connect: async (githubId, userId) => {
    const connection = { _id: githubId, userId, createdAt: new Date() };
    await githubAccountsIn(db).insertOne(connection, options);
  },
});
