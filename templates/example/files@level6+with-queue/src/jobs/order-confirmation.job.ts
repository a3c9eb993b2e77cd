import { z } from 'zod';
import type { OrderConfirmation } from '../services/order-confirmation.ts';
import { handle, type JobKind } from './kind.ts';

/** The mail that says that we have an order. Mail servers are away for hours at times, so it is tried for most of a day. */
export const orderConfirmation: JobKind<OrderConfirmation> = {
  name: 'order-confirmation',
  version: 1,
  data: z.strictObject({
    eventId: z.string(),
    orderId: z.string(),
    userId: z.string(),
    total: z.string(),
  }),
  attempts: 16,
};

export const orderConfirmationJob = handle(
  orderConfirmation,
  ({ services: { notifications } }) => notifications.confirmOrder,
);
