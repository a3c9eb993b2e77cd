import type { Executor } from '../db/executor.ts';
import { toAnswer } from '../db/record.ts';
import { productModel } from '../models/product.model.ts';
import type { ProductOutput } from '../schemas/products.schema.ts';
import type { StockRepository } from './shop-contracts.ts';

export function stockRepository({ db, ...options }: Executor): StockRepository {
  const products = productModel(db);
  return {
    take: async ({ productId, quantity }) => {
      const taken = await products
        .findOneAndUpdate(
          { _id: productId, stock: { $gte: quantity } },
          { $inc: { stock: -quantity, version: 1 } },
          { ...options, returnDocument: 'after' },
        )
        .lean();
      return taken ? toAnswer<ProductOutput>(taken) : undefined;
    },

    giveBack: async ({ productId, quantity }) => {
      const change = { $inc: { stock: quantity, version: 1 } };
      await products.updateOne({ _id: productId }, change, options);
    },
  };
}
