import { signedIn, type Policies } from './policy.ts';

/** One list for all: whoever is signed in may do what a client of Todo-Backend does. */
export const todosPolicy: Policies = {
  'GET /todos': signedIn,
  'POST /todos': signedIn,
  'DELETE /todos': signedIn,
  'GET /todos/:id': signedIn,
  'PUT /todos/:id': signedIn,
  'PATCH /todos/:id': signedIn,
  'DELETE /todos/:id': signedIn,
};
