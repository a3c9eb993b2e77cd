import type { UpdateQuery } from 'mongoose';
import type { Executor } from '../db/executor.ts';
import { toAnswer, type StoredRecord } from '../db/record.ts';
import { productModel } from '../models/product.model.ts';
import type { StockRepository, Stocked } from './shop-contracts.ts';

type Filter = Readonly<Record<string, unknown>>;

export function stockRepository({ db, ...options }: Executor): StockRepository {
  const products = productModel(db);

  /** Every write makes another version. */
  const write = async (filter: Filter, change: UpdateQuery<StoredRecord>) => {
    const $inc = { ...change.$inc, version: 1 };
    const after = { ...options, returnDocument: 'after' } as const;
    const found = await products.findOneAndUpdate(filter, { ...change, $inc }, after).lean();
    return found ? toAnswer<Stocked>(found) : undefined;
  };

  return {
    find: async (productId) => {
      const product = await products.findById(productId, null, options).lean();
      return product ? toAnswer<Stocked>(product) : undefined;
    },

    // A write is the only lock there is: whoever writes it meanwhile fails, and tries again.
    lock: (productId) => write({ _id: productId }, {}),

    take: (productId, quantity) =>
      write({ _id: productId, stock: { $gte: quantity } }, { $inc: { stock: -quantity } }),

    set: async (productId, stock) => {
      await write({ _id: productId }, { $set: { stock } });
    },

    setSeen: async (productId, stock, version) => {
      const written = await write({ _id: productId, version }, { $set: { stock } });
      return written !== undefined;
    },
  };
}
