import { z } from 'zod';
import { chatKinds } from '../constants/chat-kinds.ts';
import * as fields from './fields.ts';
import * as query from './list-query.ts';

export const channelInput = z.strictObject({
  name: z.string().trim().min(1).max(80),
  /** nobody finds it, and only its owner lets somebody in */
  isPrivate: z.boolean().default(false),
});

export const chatOutput = z.object({
  id: fields.uuid(),
  kind: z.enum(chatKinds),
  /** null of direct messages, as is the owner */
  name: z.string().nullable(),
  isPrivate: z.boolean(),
  ownerId: fields.uuid().nullable(),
  createdAt: fields.datetime(),
});

export const memberOutput = z.object({
  id: fields.uuid(),
  userId: fields.uuid(),
  joinedAt: fields.datetime(),
});

export const chatsQuery = z
  .strictObject({ ...query.paging(), sort: query.sort(['createdAt']) })
  .transform(query.toPage(chatOutput));

export const membersQuery = z
  .strictObject({ ...query.paging(), sort: query.sort(['joinedAt']) })
  .transform(query.toPage(memberOutput));

export const userParams = z.strictObject({ userId: fields.uuid() });
export const memberParams = fields.recordParams.extend(userParams.shape);

export type ChannelInput = z.output<typeof channelInput>;
export type ChatOutput = z.output<typeof chatOutput>;
export type MemberOutput = z.output<typeof memberOutput>;
export type ChatsQuery = z.output<typeof chatsQuery>;
export type MembersQuery = z.output<typeof membersQuery>;
export type UserParams = z.output<typeof userParams>;
export type MemberParams = z.output<typeof memberParams>;
