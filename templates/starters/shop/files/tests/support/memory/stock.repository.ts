import type { StockRepository } from '../../../src/repositories/shop-contracts.ts';
import type { ProductOutput } from '../../../src/schemas/products.schema.ts';
import type { Memory } from './memory.ts';
import { later } from './records.ts';

export function stockRepository(memory: Memory): StockRepository {
  const products = memory.table<ProductOutput>('products');
  const write = (product: ProductOutput, stock: number): ProductOutput =>
    products.put({ ...product, stock, version: product.version + 1 });
  return {
    take: ({ productId, quantity }) =>
      later(() => {
        const product = products.get(productId);
        if (!product || product.stock < quantity) return undefined;
        return write(product, product.stock - quantity);
      }),
    giveBack: ({ productId, quantity }) =>
      later(() => {
        const product = products.get(productId);
        if (product) write(product, product.stock + quantity);
      }),
  };
}
