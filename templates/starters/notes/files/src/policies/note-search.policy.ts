import { signedIn, type Policies } from './policy.ts';

export const noteSearchPolicy: Policies = {
  'GET /note-search': signedIn,
};
