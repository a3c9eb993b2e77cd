import { admins, signedIn, type Policies } from './policy.ts';

export const usersPolicy: Policies = {
  'GET /users/me': signedIn,
  'GET /users': admins,
  'GET /users/:id': admins,
  'PATCH /users/:id': admins,
};
