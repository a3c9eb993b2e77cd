import { z } from 'zod';
import type { Deps } from '../app.ts';
import { chatsController } from '../controllers/chats.controller.ts';
import { messageOutput, messagesQuery } from '../schemas/chat-messages.schema.ts';
import {
  chatOutput,
  chatsQuery,
  memberOutput,
  membersQuery,
  userParams,
} from '../schemas/chats.schema.ts';
import { recordParams } from '../schemas/fields.ts';
import { route, type Route } from './route.ts';

export function chatsRoutes(deps: Deps): readonly Route[] {
  const controller = chatsController(deps);
  const one = '/chats/:id';
  return [
    route({
      method: 'put',
      path: '/direct-messages/:userId',
      summary: 'Open the chat of you two',
      params: userParams,
      answer: chatOutput,
      problems: ['not_found', 'conflict'],
      handle: controller.openDirect,
    }),
    route({
      method: 'get',
      path: '/chats',
      summary: 'List the chats you are in',
      query: chatsQuery,
      answer: z.array(chatOutput),
      handle: controller.list,
    }),
    route({
      method: 'get',
      path: one,
      summary: 'Read a chat',
      params: recordParams,
      answer: chatOutput,
      problems: ['not_found'],
      handle: controller.read,
    }),
    route({
      method: 'get',
      path: `${one}/members`,
      summary: 'List who is in a chat',
      params: recordParams,
      query: membersQuery,
      answer: z.array(memberOutput),
      problems: ['not_found'],
      handle: controller.members,
    }),
    route({
      method: 'get',
      path: `${one}/messages`,
      summary: 'Read back what was said, the latest first',
      params: recordParams,
      query: messagesQuery,
      answer: z.array(messageOutput),
      problems: ['not_found'],
      handle: controller.messages,
    }),
  ];
}
