import { orderConfirmation } from '../jobs/order-confirmation.job.ts';
import type { ServiceDeps } from './index.ts';
import { confirmOrder } from './order-confirmation.ts';
import { orderPlaced } from './orders.service.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'events' | 'jobs' | 'mailer' | 'clock'>;

/**
 * Writes to people about what happened. Until the job lies in the queue, the outbox tells of the order again; from then on
 * the queue sees to it, whoever dies.
 */
export function notificationsService(deps: Deps) {
  deps.events.on(orderPlaced, ({ id: orderId, userId, total }, { id: eventId }) =>
    deps.jobs.enqueue(
      orderConfirmation,
      { eventId, orderId, userId, total },
      { dedupe: `${orderConfirmation.name}-${eventId}` },
    ),
  );
  return { confirmOrder: confirmOrder(deps) };
}
