import { everyone, signedIn, type Policies } from './policy.ts';

export const authPolicy: Policies = {
  'POST /auth/register': everyone,
  'POST /auth/verify-email': everyone,
  'POST /auth/verify-email/request': everyone,
  'POST /auth/login': everyone,
  'POST /auth/refresh': everyone,
  'GET /auth/csrf': everyone,
  'POST /auth/password/forgot': everyone,
  'POST /auth/password/reset': everyone,
  'PUT /auth/password': signedIn,
  'POST /auth/logout': signedIn,
  'GET /auth/sessions': signedIn,
  'DELETE /auth/sessions': signedIn,
  'DELETE /auth/sessions/:id': signedIn,
};
