import type { TraceContext } from '../utils/trace-context.ts';

/** Something that happened and has still to be told. */
export interface OutboxMessage {
  readonly id: string;
  /** `order.placed` */
  readonly type: string;
  /** messages of one key are told in the order in which they were added */
  readonly key: string;
  readonly data: unknown;
  /** of the request in which it happened */
  readonly trace?: TraceContext | null;
  /** how often it was leased, this time included */
  readonly attempts: number;
}

/** How far telling is behind. */
export interface OutboxLag {
  readonly waiting: number;
  readonly parked: number;
  /** when the first of those that wait was written down */
  readonly oldest: Date | undefined;
}

/** Something that was told in vain. */
export interface ParkedMessage extends OutboxMessage {
  /** why, the last time */
  readonly error: string;
}

export interface NewMessage extends Omit<OutboxMessage, 'attempts'> {
  readonly createdAt: Date;
  /** the writer's own lease, if it means to tell the message itself */
  readonly token: string | null;
  readonly availableAt: Date;
}

export interface Lease {
  /** who leases: only they may remove or postpone it */
  readonly token: string;
  readonly limit: number;
  readonly now: Date;
  /** until then nobody else gets it; later somebody does, because the holder must have died */
  readonly until: Date;
}

export interface Postponement {
  readonly until: Date;
  readonly error: string;
}

export interface OutboxRepository {
  /** In the unit of work whose effect it tells of: both are there, or neither. */
  readonly add: (message: NewMessage) => Promise<void>;
  /** The oldest of each key, as far as nobody has it. */
  readonly lease: (lease: Lease) => Promise<readonly OutboxMessage[]>;
  /** It was told. */
  readonly remove: (id: string, token: string) => Promise<void>;
  readonly postpone: (id: string, token: string, postponement: Postponement) => Promise<void>;
  /** Given up: it is kept for people to look at, and stands in nobody's way. */
  readonly park: (id: string, token: string, error: string) => Promise<void>;
  readonly parked: () => Promise<readonly ParkedMessage[]>;
  readonly lag: () => Promise<OutboxLag>;
  /** Tries a message again that was given up. @returns false when there is none */
  readonly revive: (id: string, now: Date) => Promise<boolean>;
}

export interface InboxRepository {
  /** In the unit of work that has the effect. @returns false when this consumer has had this message before */
  readonly accept: (consumer: string, messageId: string, now: Date) => Promise<boolean>;
  readonly has: (consumer: string, messageId: string) => Promise<boolean>;
  /** @returns how many were deleted */
  readonly forget: (before: Date) => Promise<number>;
}
