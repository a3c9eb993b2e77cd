import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import { continueTrace, currentTrace, type TraceContext } from './trace-context.ts';

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
  /** of the request in which it happened, whoever tells it, and when */
  readonly trace?: TraceContext | null;
}

interface NewMessage extends Message {
  readonly createdAt: Date;
  readonly token: string | null;
  readonly availableAt: Date;
}

/** The repositories of a unit of work, as far as they matter here. */
export interface Scope {
  readonly outbox: { readonly add: (message: NewMessage) => Promise<void> };
}

type Handler<Data> = (data: Data, message: Message) => Promise<void>;
type Listener = (written: readonly Message[]) => Promise<void>;

export interface EventBus {
  /** Written down inside a unit of work: what is rolled back never happened, what is committed will be heard. */
  readonly publish: <Data>(kind: EventKind<Data>, data: Data, scope: Scope) => Promise<void>;
  /** Heard at least once, in this process or another, so a handler has to bear hearing it twice. */
  readonly on: <Data>(kind: EventKind<Data>, handler: Handler<Data>) => void;
  /** Besides: heard before the unit of work is over, by the process that did it. Nobody tries again. */
  readonly atOnce: <Data>(kind: EventKind<Data>, handler: Handler<Data>) => void;
  /** After the commit of this scope. Only those who hear at once are waited for. */
  readonly deliver: (scope: object) => Promise<void>;
  /** All hear it, whoever fails; then it rejects if one did, so that it is told again. */
  readonly tell: (message: Message) => Promise<void>;
  /** Called after each commit in this process that wrote something down. */
  readonly onWritten: (listener: Listener) => void;
  /** Resolves when nobody tells anything any more. */
  readonly close: () => Promise<void>;
}

interface BusDeps {
  readonly log: Logger;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** How long others leave a message to the process that wrote it down, in milliseconds. */
const OWN_LEASE = 30_000;

/** Events are rows of the outbox until somebody has told them: what happens to a process loses none. */
export function createEventBus({ log, clock, ids }: BusDeps): EventBus {
  const [durable, immediate] = [handlerList(), handlerList()];
  const written = new WeakMap<object, readonly Message[]>();
  const listeners: Listener[] = [];
  const atWork = new Set<Promise<void>>();

  const begin = (work: Promise<void>): void => {
    const working = work.finally(() => atWork.delete(working));
    atWork.add(working);
  };

  return {
    publish: async (kind, data, scope) => {
      const message = toMessage(kind, data, ids.next());
      await scope.outbox.add({ ...message, ...leaseOf(message, clock.now()) });
      written.set(scope, [...(written.get(scope) ?? []), message]);
    },
    on: (kind, handler) => durable.add(kind.type, handler),
    atOnce: (kind, handler) => immediate.add(kind.type, handler),
    deliver: async (scope) => {
      const messages = written.get(scope) ?? [];
      written.delete(scope);
      await Promise.all(messages.map((message) => tellAtOnce(immediate, message, log)));
      if (messages.length > 0) for (const listener of listeners) begin(listener(messages));
    },
    tell: (message) =>
      continueTrace(message.trace, `tell ${message.type}`, () => tellAll(durable, message)),
    onWritten: (listener) => void listeners.push(listener),
    close: async () => {
      while (atWork.size > 0) await Promise.all(atWork);
    },
  };
}

const toMessage = <Data>(kind: EventKind<Data>, data: Data, id: string): Message => ({
  id,
  type: kind.type,
  key: kind.keyOf?.(data) ?? id,
  data,
  trace: currentTrace(),
});

/** Whether it has to wait for others of its key. */
export const isOrdered = ({ id, key }: Message): boolean => key !== id;

/** What needs no order is told by its writer right away, and by a relay only if that never happened. */
function leaseOf(
  message: Message,
  now: Date,
): Pick<NewMessage, 'createdAt' | 'token' | 'availableAt'> {
  if (isOrdered(message)) return { createdAt: now, token: null, availableAt: now };
  const availableAt = new Date(now.getTime() + OWN_LEASE);
  return { createdAt: now, token: message.id, availableAt };
}

type HandlerList = ReturnType<typeof handlerList>;

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

async function tellAll(handlers: HandlerList, message: Message): Promise<void> {
  const failures: unknown[] = [];
  for (const handler of handlers.of(message.type)) {
    await handler(message.data as never, message).catch((error) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

async function tellAtOnce(handlers: HandlerList, message: Message, log: Logger): Promise<void> {
  for (const handler of handlers.of(message.type)) {
    await handler(message.data as never, message).catch((error: unknown) => {
      log.warn({ err: error, event: message.type }, 'an event was not handled at once');
    });
  }
}
