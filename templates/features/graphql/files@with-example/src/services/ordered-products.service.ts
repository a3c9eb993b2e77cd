import type { ProductOutput } from '../schemas/products.schema.ts';
import type { ServiceDeps } from './index.ts';

type Deps = Pick<ServiceDeps, 'repositories'>;

/** The products of many orders, in one question. */
export const orderedProductsService = ({ repositories }: Deps) => ({
  /** In the order of the ids; null where there is no such product any more. */
  readAll: async (ids: readonly string[]): Promise<(ProductOutput | null)[]> => {
    const found = await repositories.orderedProducts.findAll(ids);
    const byId = new Map(found.map((product) => [product.id, product]));
    return ids.map((id) => byId.get(id) ?? null);
  },
});
