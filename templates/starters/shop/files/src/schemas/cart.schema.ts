import { z } from 'zod';
import { cartLimits } from '../constants/cart-limits.ts';
import * as fields from './fields.ts';

/** How many, and nothing else: what it costs is not for the caller to say. */
export const cartItemInput = z.strictObject({
  quantity: z.int().min(1).max(cartLimits.quantity),
});

export const cartOutput = z.object({
  total: fields.decimal(),
  items: z.array(
    z.object({
      productId: fields.uuid(),
      name: z.string(),
      quantity: z.int(),
      price: fields.decimal(),
    }),
  ),
});

export type CartItemInput = z.output<typeof cartItemInput>;
export type CartOutput = z.output<typeof cartOutput>;
