import type { Database } from '../db/client.ts';
import { withTransaction } from '../db/transaction.ts';
import { buildRepositories, type Repositories } from './index.ts';
import type { UnitOfWork } from './contracts.ts';

/**
 * A unit of work is one transaction; after its commit it is told which repositories it was done through.
 * Mongo has one isolation for all, the snapshot, and ends whoever writes what another one wrote since.
 */
export const createUnitOfWork = (
  db: Database,
  committed: (repositories: Repositories) => unknown,
): UnitOfWork => ({
  run: async (work, options) => {
    const done = await withTransaction(
      db,
      async (session) => {
        const repositories = buildRepositories({ db, session });
        return { repositories, result: await work(repositories) };
      },
      options,
    );
    await committed(done.repositories);
    return done.result;
  },
});
