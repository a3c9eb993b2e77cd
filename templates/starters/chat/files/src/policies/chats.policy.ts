import { signedIn, type Policies } from './policy.ts';

/** Whose chats, the services decide: a policy knows routes, not members. */
export const chatsPolicy: Policies = {
  'GET /channels': signedIn,
  'POST /channels': signedIn,
  'PUT /channels/:id/members/:userId': signedIn,
  'DELETE /channels/:id/members/:userId': signedIn,
  'PUT /direct-messages/:userId': signedIn,
  'GET /chats': signedIn,
  'GET /chats/:id': signedIn,
  'GET /chats/:id/members': signedIn,
  'GET /chats/:id/messages': signedIn,
};
