import { and, eq, gte, sql } from 'drizzle-orm';
import type { Executor } from '../db/executor.ts';
import { products } from '../models/product.model.ts';
import type { StockRepository } from './shop-contracts.ts';

const isNew = { version: sql`${products.version} + 1`, updatedAt: sql`now()` };

export const stockRepository = (db: Executor): StockRepository => ({
  take: async ({ productId, quantity }) => {
    const [product] = await db
      .update(products)
      .set({ stock: sql`${products.stock} - ${quantity}`, ...isNew })
      .where(and(eq(products.id, productId), gte(products.stock, quantity)))
      .returning({ price: products.price });
    return product;
  },

  giveBack: async ({ productId, quantity }) => {
    await db
      .update(products)
      .set({ stock: sql`${products.stock} + ${quantity}`, ...isNew })
      .where(eq(products.id, productId));
  },
});
