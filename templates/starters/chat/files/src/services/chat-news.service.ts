import { roomOfUser } from '../realtime/sockets.ts';
import type { Membership } from '../repositories/chat-contracts.ts';
import type { EventKind } from '../utils/event-bus.ts';
import { chatJoined, chatLeft } from './chat-events.ts';
import type { ServiceDeps } from './index.ts';

type Deps = Pick<ServiceDeps, 'sockets' | 'events' | 'identities'>;

/** Tells somebody on all their sockets that they are in a chat, or not any more. */
export function chatNewsService({ sockets, events, identities }: Deps) {
  const tell = ({ type }: EventKind<Membership>, { chatId, userId }: Membership): void => {
    sockets.io.to(roomOfUser(userId)).emit('news', { type, data: { chatId } });
  };
  events.atOnce(chatJoined, (member) => Promise.resolve(tell(chatJoined, member)));
  events.atOnce(chatLeft, (member) => {
    // Every instance looks at their sockets again, and puts them out of rooms where they may not be.
    identities.forget({ userId: member.userId });
    return Promise.resolve(tell(chatLeft, member));
  });
  return { tell };
}
