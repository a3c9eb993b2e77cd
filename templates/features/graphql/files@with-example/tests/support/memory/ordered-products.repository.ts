import type { OrderedProductsRepository } from '../../../src/repositories/ordered-products-contract.ts';
import type { ProductOutput } from '../../../src/schemas/products.schema.ts';
import type { Memory } from './memory.ts';
import { later } from './records.ts';

export const orderedProductsRepository = (memory: Memory): OrderedProductsRepository => ({
  findAll: (ids) =>
    later(() =>
      memory
        .table<ProductOutput>('products')
        .all()
        .filter(({ id }) => ids.includes(id)),
    ),
});
