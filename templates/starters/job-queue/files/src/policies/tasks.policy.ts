import { signedIn, type Policies } from './policy.ts';

/** Whose tasks, the service decides: a policy knows routes, not records. */
export const tasksPolicy: Policies = {
  'GET /tasks': signedIn,
  'POST /tasks': signedIn,
  'GET /tasks/:id': signedIn,
  'POST /tasks/:id/cancellation': signedIn,
  'POST /tasks/:id/retry': signedIn,
  'GET /task-counts': signedIn,
};
