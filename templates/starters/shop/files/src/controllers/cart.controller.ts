import type { Deps } from '../app.ts';
import type { Call } from '../routes/route.ts';
import type { CartItemInput, CartOutput } from '../schemas/cart.schema.ts';
import type { RecordParams } from '../schemas/fields.ts';
import { requireIdentity } from '../utils/identity.ts';

type Params = Call<{ params: RecordParams }>;

export const cartController = ({ services: { carts } }: Pick<Deps, 'services'>) => ({
  read: ({ request }: Call): Promise<CartOutput> => carts.read(requireIdentity(request).userId),

  put: ({ request, params, body }: Params & { body: CartItemInput }): Promise<CartOutput> =>
    carts.put(requireIdentity(request).userId, { productId: params.id, ...body }),

  remove: ({ request, params }: Params): Promise<void> =>
    carts.remove(requireIdentity(request).userId, params.id),
});
