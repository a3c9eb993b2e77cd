import { z } from 'zod';
import type { MessageKind } from '../brokers/message-kind.ts';
import * as fields from '../schemas/fields.ts';

interface StockArrived {
  readonly productId: string;
  readonly quantity: number;
}

/** Told by the warehouse: there is more of a product. */
export const stockArrived: MessageKind<StockArrived> = {
  type: 'stock.arrived',
  version: 1,
  data: z.object({ productId: fields.uuid(), quantity: z.int().min(1).max(1_000_000) }),
};
