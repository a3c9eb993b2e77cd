import { signedIn, type Policies } from './policy.ts';

/** Who owns a note shares it; which notes that are is not known here: a policy knows routes, not records. */
export const sharesPolicy: Policies = {
  'GET /shares': signedIn,
  'GET /shares/:id': signedIn,
  'POST /shares': signedIn,
  'PUT /shares/:id': signedIn,
  'PATCH /shares/:id': signedIn,
  'DELETE /shares/:id': signedIn,
};
