import DataLoader from 'dataloader';
import type { Deps } from '../app.ts';
import type { ProductOutput } from '../schemas/products.schema.ts';

const MOST_AT_ONCE = 500;

export interface Loaders {
  readonly product: DataLoader<string, ProductOutput | null>;
}

/**
 * A loader waits until all fields have said what they need, and asks once. It keeps what it found, so it belongs to one
 * request: the next one may be of somebody else.
 */
export const createLoaders = ({
  services: { orderedProducts },
}: Pick<Deps, 'services'>): Loaders => ({
  product: new DataLoader((ids) => orderedProducts.readAll(ids), { maxBatchSize: MOST_AT_ONCE }),
});
