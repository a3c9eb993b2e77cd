import { orderMail } from '../utils/order-mail.ts';
import type { ServiceDeps } from './index.ts';
import { orderPlaced } from './orders.service.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'events' | 'postOffice'>;

/** Writes to people about what happened. Nobody calls it, and nobody waits for it. */
export function notificationsService({ repositories: { accounts }, events, postOffice }: Deps) {
  events.on(orderPlaced, ({ id, userId, total }) => {
    postOffice.post(async () => {
      const account = await accounts.find(userId);
      return account && orderMail({ to: account.email, id, total });
    });
    return Promise.resolve();
  });
  return {};
}
