import { signedIn, type Policies } from './policy.ts';

/** There is no path to the cart of somebody else. */
export const cartPolicy: Policies = {
  'GET /cart': signedIn,
  'PUT /cart/items/:id': signedIn,
  'DELETE /cart/items/:id': signedIn,
};
