import { and, asc, eq } from 'drizzle-orm';
import type { Executor } from '../db/executor.ts';
import { cartItems } from '../models/cart-item.model.ts';
import { products } from '../models/product.model.ts';
import type { CartsRepository } from './shop-contracts.ts';

const { productId, quantity } = cartItems;

export const cartsRepository = (db: Executor): CartsRepository => ({
  list: (userId) =>
    db
      .select({ productId, quantity, name: products.name, price: products.price })
      .from(cartItems)
      .innerJoin(products, eq(products.id, productId))
      .where(eq(cartItems.userId, userId))
      .orderBy(asc(productId)),

  put: async (userId, item) => {
    await db
      .insert(cartItems)
      .values({ userId, ...item })
      .onConflictDoUpdate({
        target: [cartItems.userId, productId],
        set: { quantity: item.quantity },
      });
  },

  remove: async (userId, id) => {
    const { rowCount } = await db
      .delete(cartItems)
      .where(and(eq(cartItems.userId, userId), eq(productId, id)));
    return rowCount === 1;
  },

  takeAll: (userId) =>
    db.delete(cartItems).where(eq(cartItems.userId, userId)).returning({ productId, quantity }),
});
