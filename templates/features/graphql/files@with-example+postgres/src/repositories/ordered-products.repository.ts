import { inArray } from 'drizzle-orm';
import type { Executor } from '../db/executor.ts';
import { products } from '../models/product.model.ts';
import type { OrderedProductsRepository } from './ordered-products-contract.ts';

export const orderedProductsRepository = (db: Executor): OrderedProductsRepository => ({
  findAll: async (ids) =>
    db
      .select()
      .from(products)
      .where(inArray(products.id, [...ids])),
});
