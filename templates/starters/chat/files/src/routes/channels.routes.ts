import { z } from 'zod';
import type { Deps } from '../app.ts';
import { channelsController } from '../controllers/channels.controller.ts';
import { channelInput, chatOutput, chatsQuery, memberParams } from '../schemas/chats.schema.ts';
import { route, type Route } from './route.ts';

export function channelsRoutes(deps: Deps): readonly Route[] {
  const controller = channelsController(deps);
  const [all, member] = ['/channels', '/channels/:id/members/:userId'];
  return [
    route({
      method: 'get',
      path: all,
      summary: 'List channels that are open to all',
      query: chatsQuery,
      answer: z.array(chatOutput),
      handle: controller.list,
    }),
    route({
      method: 'post',
      path: all,
      summary: 'Make a channel',
      body: channelInput,
      status: 201,
      answer: chatOutput,
      handle: controller.create,
    }),
    route({
      method: 'put',
      path: member,
      summary: 'Join a channel, or let somebody into yours',
      params: memberParams,
      status: 204,
      problems: ['not_found'],
      handle: controller.addMember,
    }),
    route({
      method: 'delete',
      path: member,
      summary: 'Leave a channel, or put somebody out of yours',
      params: memberParams,
      status: 204,
      problems: ['not_found', 'conflict'],
      handle: controller.removeMember,
    }),
  ];
}
