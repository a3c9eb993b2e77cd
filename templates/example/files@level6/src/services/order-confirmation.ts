import { orderMail } from '../utils/order-mail.ts';
import type { ServiceDeps } from './index.ts';

/** What is known of an order that was placed; who is behind the account is looked up when the mail is written. */
export interface OrderConfirmation {
  readonly eventId: string;
  readonly orderId: string;
  readonly userId: string;
  readonly total: string;
}

type Deps = Pick<ServiceDeps, 'repositories' | 'mailer' | 'clock'>;

const CONSUMER = 'order-confirmation';

/**
 * Writes to whoever ordered. Told of the same order again, it finds that the mail has gone out; a process that dies
 * right between the two leads to a second mail, and never to none.
 */
export const confirmOrder =
  ({ repositories: { accounts, inbox }, mailer, clock }: Deps) =>
  async ({ eventId, orderId, userId, total }: OrderConfirmation): Promise<void> => {
    if (await inbox.has(CONSUMER, eventId)) return;
    const account = await accounts.find(userId);
    if (account) await mailer.send(orderMail({ to: account.email, id: orderId, total }));
    await inbox.accept(CONSUMER, eventId, clock.now());
  };
