import { AppError } from '../errors/app-error.ts';
import type { Repositories } from '../repositories/index.ts';
import type { ServiceDeps } from './index.ts';
import { recordChanged, tagOf } from './record-cache.service.ts';

interface Arrival {
  readonly productId: string;
  readonly quantity: number;
}

/** Goods come to the warehouse. In which order makes no difference; a product nobody has entered yet is waited for. */
export function stockArrivalsService({ events }: Pick<ServiceDeps, 'events'>) {
  return {
    add: async ({ productId, quantity }: Arrival, within: Repositories): Promise<void> => {
      const product = await within.stock.lock(productId);
      if (!product) throw new AppError('not_found', `There is no product ${productId}.`);
      await within.stock.set(productId, product.stock + quantity);
      await events.publish(recordChanged, { tag: tagOf('products', productId) }, within);
    },
  };
}
