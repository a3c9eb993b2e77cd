import { AppError } from '../errors/app-error.ts';
import type { Repositories } from '../repositories/index.ts';
import type { OrderInput, OrderOutput, OrdersQuery } from '../schemas/orders.schema.ts';
import type { EventKind } from '../utils/event-bus.ts';
import type { Identity } from '../utils/identity.ts';
import { totalOf } from '../utils/money.ts';
import type { Once } from './idempotency.service.ts';
import type { ServiceDeps } from './index.ts';
import { stockLocks } from './stock-locks.ts';

type Item = OrderInput['items'][number];

/** An order as its user wants it. */
type Wanted = OrderInput & { readonly userId: string };

export const orderPlaced: EventKind<OrderOutput> = { type: 'order.placed' };

type Viewer = Pick<Identity, 'userId' | 'role'>;

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
    /** Whatever is asked for: an admin sees all, everybody else their own. */
    list: (page: OrdersQuery, who: Viewer): Promise<OrderOutput[]> => {
      const { userId = who.userId } = page.filter;
      if (who.role === 'admin') return repositories.orders.list(page);
      if (userId !== who.userId) return Promise.resolve([]);
      return repositories.orders.list({ ...page, filter: { ...page.filter, userId } });
    },

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

    /** Somebody else's does not exist for them: 403 would tell that it does. */
    read: async (id: string, who: Viewer): Promise<OrderOutput> => {
      const order = await repositories.orders.find(id);
      if (!order || !maySee(who, order)) throw new AppError('not_found', 'There is no such order.');
      return order;
    },
  };
}

const maySee = ({ role, userId }: Viewer, order: OrderOutput): boolean =>
  role === 'admin' || order.userId === userId;

const byProduct = (one: Item, other: Item): number => (one.productId < other.productId ? -1 : 1);

async function whyNot({ stock }: Repositories, productId: string): Promise<AppError> {
  const product = await stock.find(productId);
  return product
    ? new AppError('out_of_stock', 'There is not enough of a product.', { productId })
    : new AppError('conflict', 'There is no such product.', { field: 'productId', productId });
}
