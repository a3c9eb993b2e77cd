import type { Executor } from '../db/executor.ts';
import { toAnswer } from '../db/record.ts';
import { productModel } from '../models/product.model.ts';
import type { ProductOutput } from '../schemas/products.schema.ts';
import type { OrderedProductsRepository } from './ordered-products-contract.ts';

export const orderedProductsRepository = ({
  db,
  ...options
}: Executor): OrderedProductsRepository => ({
  findAll: async (ids) => {
    const found = await productModel(db)
      .find({ _id: { $in: ids } }, null, options)
      .lean();
    return found.map(toAnswer<ProductOutput>);
  },
});
