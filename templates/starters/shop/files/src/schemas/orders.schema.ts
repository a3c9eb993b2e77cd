import { z } from 'zod';
import { orderStatuses } from '../constants/order-status.ts';
import * as fields from './fields.ts';
import * as query from './list-query.ts';

/** What is ordered lies in the cart, what it costs with the products: there is nothing left to say. */
export const orderInput = z.strictObject({});

export const orderOutput = z.object({
  id: fields.uuid(),
  userId: fields.uuid(),
  status: z.enum(orderStatuses),
  total: fields.decimal(),
  createdAt: fields.datetime(),
  items: z.array(
    z.object({ productId: fields.uuid(), quantity: z.int(), price: fields.decimal() }),
  ),
});

export const ordersQuery = z
  .strictObject({
    ...query.paging(),
    sort: query.sort(['createdAt', 'total']),
    userId: fields.uuid().exactOptional(),
    status: z.enum(orderStatuses).exactOptional(),
  })
  .transform(query.toPage(orderOutput));

export type OrderInput = z.output<typeof orderInput>;
export type OrderOutput = z.output<typeof orderOutput>;
export type OrdersQuery = z.output<typeof ordersQuery>;
