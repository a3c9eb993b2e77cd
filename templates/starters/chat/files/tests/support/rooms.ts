import { roomOfChat } from '../../src/utils/chat-rooms.ts';
import type { Api } from './api.ts';

interface Person {
  readonly userId: string;
}

/** A channel that is theirs: the first made it, the others were let in. */
export async function channelOf({ deps }: Api, ...people: readonly Person[]): Promise<string> {
  const [{ userId: ownerId } = { userId: '' }, ...others] = people;
  const { chats, chatMembers } = deps.services;
  const { id: chatId } = await chats.createChannel(ownerId, { name: 'coffee', isPrivate: true });
  for (const { userId } of others) await chatMembers.add(ownerId, { chatId, userId });
  return chatId;
}

/** A room that they may enter. */
export const roomFor = async (api: Api, ...people: readonly Person[]): Promise<string> =>
  roomOfChat(await channelOf(api, ...people));
