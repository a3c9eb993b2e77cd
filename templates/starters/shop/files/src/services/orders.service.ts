import { AppError } from '../errors/app-error.ts';
import type { Repositories } from '../repositories/index.ts';
import type { CartItem } from '../repositories/shop-contracts.ts';
import type { OrderOutput, OrdersQuery } from '../schemas/orders.schema.ts';
import type { EventKind } from '../utils/event-bus.ts';
import type { Identity } from '../utils/identity.ts';
import { totalOf } from '../utils/money.ts';
import type { Once } from './idempotency.service.ts';
import type { ServiceDeps } from './index.ts';

export const orderPlaced: EventKind<OrderOutput> = { type: 'order.placed' };
export const orderCancelled: EventKind<OrderOutput> = { type: 'order.cancelled' };

type Viewer = Pick<Identity, 'userId' | 'role'>;

type Deps = Pick<ServiceDeps, 'repositories' | 'unitOfWork' | 'events' | 'ids'>;

export function ordersService({ repositories, unitOfWork, events, ids }: Deps) {
  /** Somebody else's does not exist for them: 403 would tell that it does. */
  const read = async (id: string, who: Viewer): Promise<OrderOutput> => {
    const order = await repositories.orders.find(id);
    if (!order || !maySee(who, order)) throw new AppError('not_found', 'There is no such order.');
    return order;
  };

  return {
    read,

    /** Whatever is asked for: an admin sees all, everybody else their own. */
    list: (page: OrdersQuery, who: Viewer): Promise<OrderOutput[]> => {
      const { userId = who.userId } = page.filter;
      if (who.role === 'admin') return repositories.orders.list(page);
      if (userId !== who.userId) return Promise.resolve([]);
      return repositories.orders.list({ ...page, filter: { ...page.filter, userId } });
    },

    /** All of the cart or nothing of it: it is empty afterwards, or as it was. */
    place: (userId: string, once: Once = unitOfWork): Promise<OrderOutput> =>
      once.run(async (within) => {
        const wanted = await within.carts.takeAll(userId);
        if (wanted.length === 0) throw new AppError('conflict', 'The cart is empty.');
        const items = [];
        for (const item of wanted.toSorted(byProduct)) items.push(await take(within, item));
        const order = { id: ids.next(), userId, items, total: totalOf(items) };
        const placed = await within.orders.insert(order);
        await events.publish(orderPlaced, placed, within);
        return placed;
      }),

    /** Asked again, it answers the same, and gives nothing back a second time. */
    cancel: async (id: string, who: Viewer): Promise<OrderOutput> => {
      const seen = await read(id, who);
      const cancelled = await unitOfWork.run(async (within) => {
        const order = await within.orders.cancel(id);
        if (!order) return undefined;
        for (const item of order.items.toSorted(byProduct)) await within.stock.giveBack(item);
        await events.publish(orderCancelled, order, within);
        return order;
      });
      return cancelled ?? { ...seen, status: 'cancelled' };
    },
  };
}

/** What it costs is what the product costs while it is held: nobody changes it before the order is there. */
async function take({ stock }: Repositories, { productId, quantity }: CartItem) {
  const taken = await stock.take({ productId, quantity });
  if (taken) return { productId, quantity, price: taken.price };
  throw new AppError('out_of_stock', 'There is not enough of a product.', { productId });
}

const maySee = ({ role, userId }: Viewer, order: OrderOutput): boolean =>
  role === 'admin' || order.userId === userId;

/** Two orders of the same products wait for each other, and never in a circle. */
const byProduct = (one: CartItem, other: CartItem): number =>
  one.productId < other.productId ? -1 : 1;
