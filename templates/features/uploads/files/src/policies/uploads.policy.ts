import { signedIn, type Policies } from './policy.ts';

/** Whose files, the service decides: their own, and not even an admin sees those of others. */
export const uploadsPolicy: Policies = {
  'GET /uploads': signedIn,
  'POST /uploads': signedIn,
  'POST /uploads/direct': signedIn,
  'POST /uploads/:id/finish': signedIn,
  'GET /uploads/:id': signedIn,
  'GET /uploads/:id/content': signedIn,
  'GET /uploads/:id/link': signedIn,
  'DELETE /uploads/:id': signedIn,
};
