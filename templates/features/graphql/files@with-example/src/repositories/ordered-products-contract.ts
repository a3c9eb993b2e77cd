import type { ProductOutput } from '../schemas/products.schema.ts';

export interface OrderedProductsRepository {
  /** Those that are there, in any order. */
  readonly findAll: (ids: readonly string[]) => Promise<ProductOutput[]>;
}
