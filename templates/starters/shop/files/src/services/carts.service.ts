import { cartLimits } from '../constants/cart-limits.ts';
import { AppError } from '../errors/app-error.ts';
import type { CartItem } from '../repositories/shop-contracts.ts';
import type { CartOutput } from '../schemas/cart.schema.ts';
import { totalOf } from '../utils/money.ts';
import type { ServiceDeps } from './index.ts';

type Deps = Pick<ServiceDeps, 'repositories'>;

/** A cart reserves nothing: who orders first has it. */
export function cartsService({ repositories: { carts, products } }: Deps) {
  const read = async (userId: string): Promise<CartOutput> => {
    const items = await carts.list(userId);
    return { items, total: totalOf(items) };
  };

  return {
    read,

    put: async (userId: string, item: CartItem): Promise<CartOutput> => {
      if (!(await products.find(item.productId))) throw missing('There is no such product.');
      const others = (await carts.list(userId)).filter(
        ({ productId }) => productId !== item.productId,
      );
      if (others.length >= cartLimits.products) throw new AppError('conflict', 'The cart is full.');
      await carts.put(userId, item);
      return read(userId);
    },

    remove: async (userId: string, productId: string): Promise<void> => {
      const isRemoved = await carts.remove(userId, productId);
      if (!isRemoved) throw missing('It is not in your cart.');
    },
  };
}

const missing = (message: string) => new AppError('not_found', message);
