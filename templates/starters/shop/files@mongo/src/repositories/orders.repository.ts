import mongoose from 'mongoose';
import type { Executor } from '../db/executor.ts';
import { listQuery } from '../db/list.ts';
import { decimalText } from '../db/record.ts';
import { AppError } from '../errors/app-error.ts';
import { orderFields, orderModel, type StoredOrder } from '../models/order.model.ts';
import { userModel } from '../models/user.model.ts';
import type { OrderOutput } from '../schemas/orders.schema.ts';
import type { NewOrder, OrdersRepository } from './shop-contracts.ts';

export function ordersRepository({ db, ...options }: Executor): OrdersRepository {
  const orders = orderModel(db);
  return {
    list: async (page) => {
      const { filter, sort, limit } = listQuery(page, orderFields);
      const found = await orders.find(filter, null, options).sort(sort).limit(limit).lean();
      return found.map(toOrder);
    },

    find: async (id) => {
      const order = await orders.findById(id, null, options).lean();
      return order ? toOrder(order) : undefined;
    },

    insert: async (order) => {
      const user = await userModel(db).findById(order.userId, null, options).lean();
      if (!user) throw new AppError('conflict', 'There is no such user.', { field: 'userId' });
      const [made] = await orders.create([toStored(order)], options);
      if (!made) throw new Error('the insert gave nothing back');
      return toOrder(made.toObject());
    },

    cancel: async (id) => {
      const cancelled = await orders
        .findOneAndUpdate(
          { _id: id, status: 'placed' },
          { $set: { status: 'cancelled' } },
          { ...options, returnDocument: 'after' },
        )
        .lean();
      return cancelled ? toOrder(cancelled) : undefined;
    },
  };
}

const decimal = (text: string) => mongoose.mongo.Decimal128.fromString(text);

const toStored = ({ id, userId, total, items }: NewOrder) => ({
  _id: id,
  userId,
  total: decimal(total),
  items: items.map((item) => ({ ...item, price: decimal(item.price) })),
});

const toOrder = ({ _id, userId, status, total, items, createdAt }: StoredOrder): OrderOutput => ({
  id: _id,
  userId,
  status,
  total: decimalText(total),
  createdAt: createdAt.toISOString(),
  items: items.map(({ productId, quantity, price }) => ({
    productId,
    quantity,
    price: decimalText(price),
  })),
});
