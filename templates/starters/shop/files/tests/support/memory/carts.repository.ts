import type { CartItem, CartsRepository } from '../../../src/repositories/shop-contracts.ts';
import type { ProductOutput } from '../../../src/schemas/products.schema.ts';
import type { Memory } from './memory.ts';
import { later } from './records.ts';

interface Row extends CartItem {
  readonly id: string;
  readonly userId: string;
}

export function cartsRepository(memory: Memory): CartsRepository {
  const rows = memory.table<Row>('cart_items');
  const products = memory.table<ProductOutput>('products');
  const idOf = (userId: string, productId: string) => `${userId} ${productId}`;
  const of = (userId: string) => rows.all().filter((row) => row.userId === userId);
  return {
    list: (userId) =>
      later(() =>
        of(userId).flatMap(({ productId, quantity }) => {
          const product = products.get(productId);
          return product ? [{ productId, quantity, name: product.name, price: product.price }] : [];
        }),
      ),
    put: (userId, item) =>
      later(() => void rows.put({ ...item, userId, id: idOf(userId, item.productId) })),
    remove: (userId, productId) => later(() => rows.remove(idOf(userId, productId))),
    takeAll: (userId) =>
      later(() => {
        const taken = of(userId);
        for (const { id } of taken) rows.remove(id);
        return taken.map(({ productId, quantity }) => ({ productId, quantity }));
      }),
  };
}
