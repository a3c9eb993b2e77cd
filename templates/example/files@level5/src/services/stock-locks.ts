import type { Repositories } from '../repositories/index.ts';
import type { UnitOfWorkOptions } from '../repositories/contracts.ts';
import type { Stocked } from '../repositories/shop-contracts.ts';

/** One way to take from a stock so that nobody is sold what somebody else has just bought. */
export interface StockLock {
  readonly options?: UnitOfWorkOptions;
  /** @returns the product, or undefined when there is not enough of it */
  readonly take: (
    repositories: Repositories,
    productId: string,
    quantity: number,
  ) => Promise<Pick<Stocked, 'price'> | undefined>;
}

/** Looks and takes in one statement. The shortest, and the one to take where it can say what is meant. */
const conditionalUpdate: StockLock = {
  take: ({ stock }, productId, quantity) => stock.take(productId, quantity),
};

/** Holds the product from the first look on. For rules that one statement cannot say; all others wait. */
const rowLock: StockLock = {
  take: async ({ stock }, productId, quantity) => {
    const seen = await stock.lock(productId);
    if (!seen || seen.stock < quantity) return undefined;
    await stock.set(productId, seen.stock - quantity);
    return seen;
  },
};

/** Nobody waits; who comes second looks again. For long thoughts, such as a form that somebody fills in. */
const versionCheck: StockLock = {
  take: async ({ stock }, productId, quantity) => {
    for (;;) {
      const seen = await stock.find(productId);
      if (!seen || seen.stock < quantity) return undefined;
      if (await stock.setSeen(productId, seen.stock - quantity, seen.version)) return seen;
    }
  },
};

/** As if there were nobody else; the database ends who was wrong about that, and the unit of work runs again. */
const serializable: StockLock = {
  options: { isolation: 'serializable', retries: 50 },
  take: async ({ stock }, productId, quantity) => {
    const seen = await stock.find(productId);
    if (!seen || seen.stock < quantity) return undefined;
    await stock.set(productId, seen.stock - quantity);
    return seen;
  },
};

export const stockLocks = { conditionalUpdate, rowLock, versionCheck, serializable };
