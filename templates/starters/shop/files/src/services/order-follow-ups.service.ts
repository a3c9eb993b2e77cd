import type { OrderOutput } from '../schemas/orders.schema.ts';
import type { ServiceDeps } from './index.ts';
import { orderCancelled, orderPlaced } from './orders.service.ts';
import { tagOf } from './record-cache.service.ts';

/** What an order changes besides itself: how much there is of each product in it. */
export function orderFollowUpsService({ cache, events }: Pick<ServiceDeps, 'cache' | 'events'>) {
  const forgetProducts = async ({ items }: OrderOutput): Promise<void> => {
    for (const { productId } of items) await cache.invalidate(tagOf('products', productId));
  };
  for (const kind of [orderPlaced, orderCancelled]) {
    events.atOnce(kind, forgetProducts);
    events.on(kind, forgetProducts);
  }
  return { forgetProducts };
}
