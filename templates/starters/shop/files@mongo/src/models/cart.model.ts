import { Schema, type Model } from 'mongoose';
import type { Database } from '../db/client.ts';

/** The cart of one user: id of a product → how many. One document, so that it is changed and emptied in one step. */
export interface StoredCart {
  /** whose it is */
  readonly _id: string;
  readonly items: Readonly<Record<string, number>>;
}

export function cartModel(db: Database): Model<StoredCart> {
  const known = db.models['carts'] as Model<StoredCart> | undefined;
  return known ?? db.model<StoredCart>('carts', cartSchema(), 'carts');
}

function cartSchema(): Schema<StoredCart> {
  return new Schema<StoredCart>(
    {
      _id: { type: String, required: true },
      items: { type: Schema.Types.Mixed, required: true },
    },
    { strict: 'throw', versionKey: false, minimize: false },
  );
}
