import { and, eq, gte, sql } from 'drizzle-orm';
import type { Executor } from '../db/executor.ts';
import { products } from '../models/product.model.ts';
import type { StockRepository } from './shop-contracts.ts';

const isProduct = (id: string) => eq(products.id, id);
const isNew = { version: sql`${products.version} + 1`, updatedAt: sql`now()` };

export const stockRepository = (db: Executor): StockRepository => ({
  find: async (productId) => {
    const [product] = await db.select().from(products).where(isProduct(productId));
    return product;
  },

  lock: async (productId) => {
    const [product] = await db.select().from(products).where(isProduct(productId)).for('update');
    return product;
  },

  take: async (productId, quantity) => {
    const [product] = await db
      .update(products)
      .set({ stock: sql`${products.stock} - ${quantity}`, ...isNew })
      .where(and(isProduct(productId), gte(products.stock, quantity)))
      .returning();
    return product;
  },

  set: async (productId, stock) => {
    await db
      .update(products)
      .set({ stock, ...isNew })
      .where(isProduct(productId));
  },

  setSeen: async (productId, stock, version) => {
    const { rowCount } = await db
      .update(products)
      .set({ stock, ...isNew })
      .where(and(isProduct(productId), eq(products.version, version)));
    return rowCount === 1;
  },
});
