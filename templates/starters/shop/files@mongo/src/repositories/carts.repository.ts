import type { Executor } from '../db/executor.ts';
import { toAnswer } from '../db/record.ts';
import { cartModel, type StoredCart } from '../models/cart.model.ts';
import { productModel } from '../models/product.model.ts';
import type { ProductOutput } from '../schemas/products.schema.ts';
import type { CartItem, CartsRepository } from './shop-contracts.ts';

export function cartsRepository({ db, ...options }: Executor): CartsRepository {
  const carts = cartModel(db);
  return {
    list: async (userId) => {
      const items = itemsOf(await carts.findById(userId, null, options).lean<StoredCart>());
      const ids = items.map(({ productId }) => productId);
      const found = await productModel(db)
        .find({ _id: { $in: ids } }, null, options)
        .lean();
      const products = new Map(
        found.map((product) => [product._id, toAnswer<ProductOutput>(product)]),
      );
      return items.flatMap((item) => {
        const product = products.get(item.productId);
        return product ? [{ ...item, name: product.name, price: product.price }] : [];
      });
    },

    put: async (userId, { productId, quantity }) => {
      const change = { $set: { [pathOf(productId)]: quantity } };
      await carts.updateOne({ _id: userId }, change, { ...options, upsert: true });
    },

    remove: async (userId, productId) => {
      const path = pathOf(productId);
      const { matchedCount } = await carts.updateOne(
        { _id: userId, [path]: { $exists: true } },
        { $unset: { [path]: '' } },
        options,
      );
      return matchedCount === 1;
    },

    takeAll: async (userId) =>
      itemsOf(await carts.findOneAndDelete({ _id: userId }, options).lean<StoredCart>()),
  };
}

const pathOf = (productId: string): string => `items.${productId}`;

const itemsOf = (cart: StoredCart | null): CartItem[] =>
  Object.entries(cart?.items ?? {})
    .map(([productId, quantity]) => ({ productId, quantity }))
    .sort((one, other) => (one.productId < other.productId ? -1 : 1));
