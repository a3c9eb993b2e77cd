import { signedIn, type Policies } from './policy.ts';

/** Whose orders, the service decides: a policy knows routes, not records. */
export const ordersPolicy: Policies = {
  'GET /orders': signedIn,
  'POST /orders': signedIn,
  'GET /orders/:id': signedIn,
  'POST /orders/:id/cancellation': signedIn,
};
