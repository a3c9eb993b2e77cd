import type { StockRepository } from '../../../src/repositories/shop-contracts.ts';
import type { ProductOutput } from '../../../src/schemas/products.schema.ts';
import type { Memory } from './memory.ts';
import { later } from './records.ts';

export function stockRepository(memory: Memory): StockRepository {
  const products = memory.table<ProductOutput>('products');
  const write = (product: ProductOutput, stock: number): ProductOutput =>
    products.put({ ...product, stock, version: product.version + 1 });
  return {
    find: (id) => later(() => products.get(id)),
    // Units of work run one after the other here, so there is nobody to keep out.
    lock: (id) => later(() => products.get(id)),
    take: (id, quantity) =>
      later(() => {
        const product = products.get(id);
        if (!product || product.stock < quantity) return undefined;
        return write(product, product.stock - quantity);
      }),
    set: (id, stock) =>
      later(() => {
        const product = products.get(id);
        if (product) write(product, stock);
      }),
    setSeen: (id, stock, version) =>
      later(() => {
        const product = products.get(id);
        if (product?.version !== version) return false;
        write(product, stock);
        return true;
      }),
  };
}
