import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';

/** Something that happened, named in the past: `order.placed`. */
export interface EventKind<Data> {
  readonly type: string;
  /** never there; says to the compiler what comes with the event */
  readonly data?: Data;
  /** Events of one key are heard in order; without it, in any. */
  readonly keyOf?: (data: Data) => string;
}

/** What is written down of an event. */
export interface Message {
  readonly id: string;
  readonly type: string;
  readonly key: string;
  readonly data: unknown;
}

/** The repositories of a unit of work, as far as they matter here. */
export interface Scope {
  readonly outbox: {
    readonly add: (message: Message & { readonly createdAt: Date }) => Promise<void>;
  };
}

type Handler<Data> = (data: Data, message: Message) => Promise<void>;

export interface EventBus {
  /** Written down inside a unit of work: what is rolled back never happened, what is committed will be heard. */
  readonly publish: <Data>(kind: EventKind<Data>, data: Data, scope: Scope) => Promise<void>;
  /** Heard at least once, in whatever process tells it, so a handler has to bear hearing it twice. */
  readonly on: <Data>(kind: EventKind<Data>, handler: Handler<Data>) => void;
  /** Besides: heard at once by the process that committed, and waited for. Nobody tries again. */
  readonly atOnce: <Data>(kind: EventKind<Data>, handler: Handler<Data>) => void;
  /** After the commit of this scope. */
  readonly deliver: (scope: object) => Promise<void>;
  /** Rejects when a handler fails, so that it is told again. */
  readonly tell: (message: Message) => Promise<void>;
  /** Called after each commit in this process that wrote something down. */
  readonly onWritten: (wake: () => void) => void;
}

interface BusDeps {
  readonly log: Logger;
  readonly clock: Clock;
  readonly ids: Ids;
}

export function createEventBus({ log, clock, ids }: BusDeps): EventBus {
  const [durable, immediate] = [handlerList(), handlerList()];
  const written = new WeakMap<object, readonly Message[]>();
  const wakers: (() => void)[] = [];

  const tellAtOnce = async (message: Message): Promise<void> => {
    for (const handler of immediate.of(message.type)) {
      await handler(message.data as never, message).catch((error: unknown) => {
        log.warn({ err: error, event: message.type }, 'an event was not handled at once');
      });
    }
  };

  return {
    publish: async (kind, data, scope) => {
      const id = ids.next();
      const message = { id, type: kind.type, key: kind.keyOf?.(data) ?? id, data };
      await scope.outbox.add({ ...message, createdAt: clock.now() });
      written.set(scope, [...(written.get(scope) ?? []), message]);
    },
    on: (kind, handler) => durable.add(kind.type, handler),
    atOnce: (kind, handler) => immediate.add(kind.type, handler),
    deliver: async (scope) => {
      const messages = written.get(scope) ?? [];
      await Promise.all(messages.map(tellAtOnce));
      if (messages.length > 0) for (const wake of wakers) wake();
    },
    tell: async (message) => {
      for (const handler of durable.of(message.type)) {
        await handler(message.data as never, message);
      }
    },
    onWritten: (wake) => void wakers.push(wake),
  };
}

function handlerList() {
  const handlers = new Map<string, readonly Handler<never>[]>();
  const of = (type: string): readonly Handler<never>[] => handlers.get(type) ?? [];
  return {
    of,
    add: (type: string, handler: Handler<never>): void => {
      handlers.set(type, [...of(type), handler]);
    },
  };
}
