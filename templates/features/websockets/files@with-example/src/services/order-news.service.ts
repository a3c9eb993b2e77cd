import { roomOfUser } from '../realtime/sockets.ts';
import type { OrderOutput } from '../schemas/orders.schema.ts';
import type { ServiceDeps } from './index.ts';
import { orderPlaced } from './orders.service.ts';

/** Tells who waits for an order how it stands, at once. Who is not there reads it later: it is kept with the order. */
export function orderNewsService({ sockets, events }: Pick<ServiceDeps, 'sockets' | 'events'>) {
  const tell =
    (type: string) =>
    ({ id, userId, status, total }: OrderOutput): Promise<void> => {
      const news = { type, data: { id, status, total } };
      sockets.io.to([roomOfUser(userId), `order:${id}`]).emit('news', news);
      return Promise.resolve();
    };
  events.atOnce(orderPlaced, tell(orderPlaced.type));
  return { tell };
}
