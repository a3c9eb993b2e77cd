import type { Logger } from 'pino';

/** Something that happened, named in the past: `order.placed`. */
export interface EventKind<Data> {
  readonly type: string;
  /** never there; says to the compiler what comes with the event */
  readonly data?: Data;
}

type Handler<Data> = (data: Data) => Promise<void>;

export interface EventBus {
  /** Told inside a unit of work, heard after its commit: what is rolled back never happened. */
  readonly publish: <Data>(kind: EventKind<Data>, data: Data, scope: object) => Promise<void>;
  readonly on: <Data>(kind: EventKind<Data>, handler: Handler<Data>) => void;
  /** Hands out what was published in this scope. Handlers are not waited for. */
  readonly deliver: (scope: object) => void | Promise<void>;
  /** Resolves when no handler is at work. */
  readonly close: () => Promise<void>;
}

/**
 * Events inside this process. One handler that fails is logged and disturbs neither the others nor the caller.
 * What was not heard when the process dies is lost.
 */
export function createEventBus({ log }: { readonly log: Logger }): EventBus {
  const handlers = new Map<string, Handler<never>[]>();
  const published = new WeakMap<object, (() => Promise<void>)[]>();
  const atWork = new Set<Promise<void>>();

  const hand = async (type: string, data: unknown): Promise<void> => {
    for (const handler of handlers.get(type) ?? []) {
      await handler(data as never).catch((error: unknown) => {
        log.error({ err: error, event: type }, 'an event was not handled');
      });
    }
  };

  return {
    publish: (kind, data, scope) => {
      const others = published.get(scope) ?? [];
      published.set(scope, [...others, () => hand(kind.type, data)]);
      return Promise.resolve();
    },
    on: (kind, handler) => {
      handlers.set(kind.type, [...(handlers.get(kind.type) ?? []), handler]);
    },
    deliver: (scope) => {
      for (const tell of published.get(scope) ?? []) {
        const telling = tell().finally(() => atWork.delete(telling));
        atWork.add(telling);
      }
      published.delete(scope);
    },
    close: async () => {
      while (atWork.size > 0) await Promise.all(atWork);
    },
  };
}
