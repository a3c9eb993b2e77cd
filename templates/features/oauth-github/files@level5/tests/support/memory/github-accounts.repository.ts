import { AppError } from '../../../src/errors/app-error.ts';
import type { GithubAccountsRepository } from '../../../src/repositories/github-contracts.ts';
import type { Memory, Stored } from './memory.ts';
import { later } from './records.ts';

export function githubAccountsRepository(memory: Memory): GithubAccountsRepository {
  const connections = memory.table<Stored & { readonly userId: string }>('github_accounts');
  return {
    findUserId: (githubId) => later(() => connections.get(githubId)?.userId),
    connect: (githubId, userId) =>
      later(() => {
        if (connections.get(githubId)) throw new AppError('conflict', 'It is connected already.');
        connections.put({ id: githubId, userId });
      }),
  };
}
