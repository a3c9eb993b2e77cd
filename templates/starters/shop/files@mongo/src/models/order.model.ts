import { randomUUID } from 'node:crypto';
import { Schema, type Model, type mongo } from 'mongoose';
import { orderStatuses, type OrderStatus } from '../constants/order-status.ts';
import type { Database } from '../db/client.ts';
import type { Fields } from '../db/record.ts';

/** The price is the one of the day of the order: that of the product may change. */
export interface StoredItem {
  readonly productId: string;
  readonly quantity: number;
  readonly price: mongo.Decimal128;
}

/** Items are part of their order: they are read with it, written with it, and mean nothing without it. */
export interface StoredOrder {
  readonly _id: string;
  readonly userId: string;
  readonly status: OrderStatus;
  readonly total: mongo.Decimal128;
  readonly items: readonly StoredItem[];
  readonly createdAt: Date;
}

/** How a list may filter and sort orders. */
export const orderFields: Fields = {
  userId: { type: 'String', ref: 'users' },
  status: { type: 'String' },
  total: { type: 'Decimal128' },
};

export function orderModel(db: Database): Model<StoredOrder> {
  const known = db.models['orders'] as Model<StoredOrder> | undefined;
  return known ?? db.model<StoredOrder>('orders', orderSchema(), 'orders');
}

function orderSchema(): Schema<StoredOrder> {
  const item = {
    productId: { type: String, ref: 'products', required: true },
    quantity: { type: Number, min: 1, required: true },
    price: { type: Schema.Types.Decimal128, required: true },
  };
  return new Schema<StoredOrder>(
    {
      _id: { type: String, default: () => randomUUID() },
      userId: { type: String, ref: 'users', required: true },
      status: { type: String, enum: orderStatuses, default: 'placed', required: true },
      total: { type: Schema.Types.Decimal128, required: true },
      items: [new Schema<StoredItem>(item, { _id: false, strict: 'throw' })],
    },
    { strict: 'throw', timestamps: { createdAt: true, updatedAt: false }, versionKey: false },
  );
}
