import type { Membership } from '../repositories/chat-contracts.ts';
import type { EventKind } from '../utils/event-bus.ts';

/** Somebody is in a chat now. */
export const chatJoined: EventKind<Membership> = { type: 'chat.joined' };

/** Somebody is not in a chat any more. */
export const chatLeft: EventKind<Membership> = { type: 'chat.left' };
