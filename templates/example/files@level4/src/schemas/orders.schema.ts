import { z } from 'zod';
import { orderStatuses } from '../constants/order-status.ts';
import * as fields from './fields.ts';
import * as query from './list-query.ts';

const itemInput = z.strictObject({
  productId: fields.uuid(),
  quantity: z.int().min(1).max(1_000),
});

/** Price, total and status are no business of the caller; the user is whoever is signed in. */
export const orderInput = z.strictObject({
  items: z.array(itemInput).min(1).max(50).refine(areDistinct, 'Expected each product once'),
});

function areDistinct(items: readonly { readonly productId: string }[]): boolean {
  return new Set(items.map(({ productId }) => productId)).size === items.length;
}

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
