import { AppError } from '../errors/app-error.ts';
import type { Repositories } from '../repositories/index.ts';
import type { OrderInput, OrderOutput, OrdersQuery } from '../schemas/orders.schema.ts';
import type { EventKind } from '../utils/event-bus.ts';
import { totalOf } from '../utils/money.ts';
import type { Once } from './idempotency.service.ts';
import type { ServiceDeps } from './index.ts';
import { stockLocks } from './stock-locks.ts';

type Item = OrderInput['items'][number];

/** An order as its user wants it. */
type Wanted = OrderInput & { readonly userId: string };

export const orderPlaced: EventKind<OrderOutput> = { type: 'order.placed' };

type Deps = Pick<ServiceDeps, 'repositories' | 'unitOfWork' | 'events' | 'ids'>;

export function ordersService(
  { repositories, unitOfWork, events, ids }: Deps,
  lock = stockLocks.conditionalUpdate,
) {
  const takeItem = async (within: Repositories, { productId, quantity }: Item) => {
    const product = await lock.take(within, productId, quantity);
    if (!product) throw await whyNot(within, productId);
    return { productId, quantity, price: product.price };
  };

  return {
    list: (page: OrdersQuery): Promise<OrderOutput[]> => repositories.orders.list(page),

    /** All of it or nothing, or somebody pays for what nobody has. */
    place: ({ userId, items }: Wanted, once: Once = unitOfWork): Promise<OrderOutput> =>
      once.run(async (within) => {
        const taken = [];
        // Always in the order of their ids: two orders of the same products wait for each other, and never in a circle.
        for (const item of items.toSorted(byProduct)) taken.push(await takeItem(within, item));
        const order = { id: ids.next(), userId, items: taken, total: totalOf(taken) };
        const placed = await within.orders.insert(order);
        await events.publish(orderPlaced, placed, within);
        return placed;
      }, lock.options),

    read: async (id: string): Promise<OrderOutput> => {
      const order = await repositories.orders.find(id);
      if (!order) throw new AppError('not_found', 'There is no such order.');
      return order;
    },
  };
}

const byProduct = (one: Item, other: Item): number => (one.productId < other.productId ? -1 : 1);

async function whyNot({ stock }: Repositories, productId: string): Promise<AppError> {
  const product = await stock.find(productId);
  return product
    ? new AppError('out_of_stock', 'There is not enough of a product.', { productId })
    : new AppError('conflict', 'There is no such product.', { field: 'productId', productId });
}
