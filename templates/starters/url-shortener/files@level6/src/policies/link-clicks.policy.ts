import { signedIn, type Policies } from './policy.ts';

/** As for the link itself. */
export const linkClicksPolicy: Policies = {
  'GET /links/:id/clicks': signedIn,
};
