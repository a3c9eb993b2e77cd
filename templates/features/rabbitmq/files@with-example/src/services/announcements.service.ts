import { toLetter } from '../brokers/message-kind.ts';
import { orderPlacedMessage } from '../messages/order-placed.message.ts';
import type { OrderOutput } from '../schemas/orders.schema.ts';
import type { Message } from '../utils/event-bus.ts';
import type { ServiceDeps } from './index.ts';
import { orderPlaced } from './orders.service.ts';

/** Tells other services what happened here. What the broker does not keep, the outbox tells again, under the same id. */
export function announcementsService({ broker, events }: Pick<ServiceDeps, 'broker' | 'events'>) {
  const announceOrder = (
    { id: orderId, userId, total, items }: OrderOutput,
    { id }: Pick<Message, 'id'>,
  ): Promise<void> =>
    broker.publish(toLetter(orderPlacedMessage, { orderId, userId, total, items }, id));
  events.on(orderPlaced, announceOrder);
  return { announceOrder };
}
