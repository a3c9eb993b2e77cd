import type { Server, Socket } from 'socket.io';
import { z } from 'zod';
import { realtimeLimits } from '../constants/realtime-limits.ts';
import type { ErrorCode } from '../errors/app-error.ts';
import type { Whose } from '../utils/identities.ts';
import type { Identity } from '../utils/identity.ts';

/** `chat:coffee`: of what kind it is, and which of them. */
export const roomInput = z.strictObject({
  room: z.string().regex(/^[a-z]{1,20}:[\w-]{1,64}$/),
});

export const sayInput = roomInput.extend({
  text: z.string().trim().min(1).max(realtimeLimits.text),
});

export type RoomInput = z.infer<typeof roomInput>;
export type SayInput = z.infer<typeof sayInput>;

/** Something that was said in a room. */
export interface Said {
  readonly id: string;
  readonly room: string;
  readonly userId: string;
  readonly text: string;
  readonly at: string;
}

/** A room, as it is when somebody enters it. */
export interface RoomView {
  readonly present: readonly string[];
  /** the oldest first */
  readonly history: readonly Said[];
}

export interface Presence {
  readonly room: string;
  readonly userId: string;
}

/** What happened to something of theirs: `order.placed`, and the order. */
export interface News {
  readonly type: string;
  readonly data: unknown;
}

export interface Refusal {
  readonly ok: false;
  readonly code: ErrorCode | 'internal';
  readonly message: string;
}

/** Every message of a client is answered: done, or why not. */
export type Answer<Data = object> = ({ readonly ok: true } & Data) | Refusal;

type Acknowledge<Data = object> = (answer: Answer<Data>) => void;

export interface ClientEvents {
  readonly 'room:enter': (input: RoomInput, ack: Acknowledge<RoomView>) => void;
  readonly 'room:leave': (input: RoomInput, ack: Acknowledge) => void;
  readonly 'room:say': (input: SayInput, ack: Acknowledge<{ readonly said: Said }>) => void;
}

export interface ServerEvents {
  readonly 'room:entered': (who: Presence) => void;
  readonly 'room:left': (who: Presence) => void;
  readonly 'room:said': (said: Said) => void;
  readonly news: (news: News) => void;
  /** Connect again in a moment: another instance will answer. */
  readonly stopping: () => void;
}

/** What instances tell each other. */
export interface InstanceEvents {
  readonly forgotten: (of: Whose) => void;
}

export interface SocketData {
  identity: Identity;
}

export type SocketServer = Server<ClientEvents, ServerEvents, InstanceEvents, SocketData>;
export type ClientSocket = Socket<ClientEvents, ServerEvents, InstanceEvents, SocketData>;
