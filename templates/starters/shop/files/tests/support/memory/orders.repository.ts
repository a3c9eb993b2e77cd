import { AppError } from '../../../src/errors/app-error.ts';
import type { OrdersRepository } from '../../../src/repositories/shop-contracts.ts';
import type { OrderOutput } from '../../../src/schemas/orders.schema.ts';
import type { Memory } from './memory.ts';
import { later, pageOf } from './records.ts';

export function ordersRepository(memory: Memory): OrdersRepository {
  const orders = memory.table<OrderOutput>('orders');
  const order = { createdAt: 'text', total: 'number' } as const;
  return {
    list: (page) => later(() => pageOf({ order }, orders.all(), page)),
    find: (id) => later(() => orders.get(id)),
    insert: (values) =>
      later(() => {
        if (!memory.table('users').get(values.userId)) {
          throw new AppError('conflict', 'There is no such user.', { field: 'userId' });
        }
        const createdAt = memory.clock.now().toISOString();
        const items = [...values.items];
        return orders.put({ ...values, items, status: 'placed', createdAt });
      }),
    cancel: (id) =>
      later(() => {
        const found = orders.get(id);
        if (found?.status !== 'placed') return undefined;
        return orders.put({ ...found, status: 'cancelled' });
      }),
  };
}
