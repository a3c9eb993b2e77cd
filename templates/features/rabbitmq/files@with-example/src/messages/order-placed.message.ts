import { z } from 'zod';
import type { MessageKind } from '../brokers/message-kind.ts';
import * as fields from '../schemas/fields.ts';

const data = z.object({
  orderId: fields.uuid(),
  userId: fields.uuid(),
  total: fields.decimal(),
  items: z.array(z.object({ productId: fields.uuid(), quantity: z.int().min(1) })),
});

/** Told by us. Others rely on its form, so it is not what the database or the API happens to hold. */
export const orderPlacedMessage: MessageKind<z.output<typeof data>> = {
  type: 'order.placed',
  version: 1,
  data,
};
