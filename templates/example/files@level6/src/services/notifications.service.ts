import type { ServiceDeps } from './index.ts';
import { confirmOrder } from './order-confirmation.ts';
import { orderPlaced } from './orders.service.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'events' | 'mailer' | 'clock'>;

/** Writes to people about what happened. Nobody calls it, and nobody waits for it; what fails, the outbox tells again. */
export function notificationsService(deps: Deps) {
  const confirm = confirmOrder(deps);
  deps.events.on(orderPlaced, ({ id: orderId, userId, total }, { id: eventId }) =>
    confirm({ eventId, orderId, userId, total }),
  );
  return {};
}
