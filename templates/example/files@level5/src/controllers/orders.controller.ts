import type { Deps } from '../app.ts';
import type { Repeatable } from '../routes/once.ts';
import type { Call } from '../routes/route.ts';
import type { RecordParams } from '../schemas/fields.ts';
import type { OrderInput, OrderOutput, OrdersQuery } from '../schemas/orders.schema.ts';
import { requireIdentity } from '../utils/identity.ts';
import { cutPage } from '../utils/pagination.ts';

export function ordersController({ services: { orders } }: Pick<Deps, 'services'>) {
  return {
    list: async (call: Call<{ query: OrdersQuery }>): Promise<OrderOutput[]> =>
      cutPage(await orders.list(call.query, requireIdentity(call.request)), call.query, call),

    place: async ({
      body,
      request,
      response,
      once,
    }: Repeatable<Call<{ body: OrderInput }>>): Promise<OrderOutput> => {
      const { userId } = requireIdentity(request);
      const order = await orders.place({ ...body, userId }, once);
      response.location(`/orders/${order.id}`);
      return order;
    },

    read: ({ params, request }: Call<{ params: RecordParams }>): Promise<OrderOutput> =>
      orders.read(params.id, requireIdentity(request)),
  };
}
