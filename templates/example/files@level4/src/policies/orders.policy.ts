import { signedIn, type Policies } from './policy.ts';

/** Whose orders, the controller decides: a policy knows routes, not records. */
export const ordersPolicy: Policies = {
  'GET /orders': signedIn,
  'POST /orders': signedIn,
  'GET /orders/:id': signedIn,
};
