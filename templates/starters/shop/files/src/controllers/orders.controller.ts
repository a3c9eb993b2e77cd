import type { Deps } from '../app.ts';
import type { Repeatable } from '../routes/once.ts';
import type { Call } from '../routes/route.ts';
import type { RecordParams } from '../schemas/fields.ts';
import type { OrderInput, OrderOutput, OrdersQuery } from '../schemas/orders.schema.ts';
import { requireIdentity } from '../utils/identity.ts';
import { cutPage } from '../utils/pagination.ts';

type Params = Call<{ params: RecordParams }>;

export function ordersController({ services: { orders } }: Pick<Deps, 'services'>) {
  return {
    list: async (call: Call<{ query: OrdersQuery }>): Promise<OrderOutput[]> =>
      cutPage(await orders.list(call.query, requireIdentity(call.request)), call.query, call),

    place: async ({
      request,
      response,
      once,
    }: Repeatable<Call<{ body: OrderInput }>>): Promise<OrderOutput> => {
      const order = await orders.place(requireIdentity(request).userId, once);
      response.location(`/orders/${order.id}`);
      return order;
    },

    read: ({ params, request }: Params): Promise<OrderOutput> =>
      orders.read(params.id, requireIdentity(request)),

    cancel: ({ params, request }: Params): Promise<OrderOutput> =>
      orders.cancel(params.id, requireIdentity(request)),
  };
}
