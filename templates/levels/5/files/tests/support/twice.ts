import type { UnitOfWork } from '../../src/repositories/contracts.ts';

class Undone extends Error {}

/** Does each work once in vain before it does it for good: what only works the first time is found out. */
export const twice = (own: UnitOfWork): UnitOfWork => ({
  run: async (work, options) => {
    const inVain = own.run(async (repositories) => {
      await work(repositories);
      throw new Undone();
    }, options);
    await inVain.catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
    return own.run(work, options);
  },
});

/** As `npm run test:twice` wants it, and as it is otherwise. */
export const asThisRunWants = (own: UnitOfWork): UnitOfWork =>
  process.env['UNIT_OF_WORK'] === 'twice' ? twice(own) : own;
