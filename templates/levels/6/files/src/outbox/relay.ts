import type { Logger } from 'pino';
import { outboxLimits } from '../constants/outbox-limits.ts';
import type { OutboxMessage, OutboxRepository } from '../repositories/outbox-contracts.ts';
import type { Clock } from '../utils/clock.ts';
import type { EventBus } from '../utils/event-bus.ts';
import type { Ids } from '../utils/ids.ts';

interface RelayDeps {
  readonly repositories: { readonly outbox: OutboxRepository };
  readonly events: Pick<EventBus, 'tell' | 'onWritten'>;
  readonly log: Logger;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly limits?: Partial<Record<keyof typeof outboxLimits, number>>;
}

export interface Relay {
  /** Begins nothing new, and resolves when what was begun is told. */
  readonly close: () => Promise<void>;
}

/** Tells what is written down in the outbox, at least once. There may be many of them, in many processes. */
export function startRelay(deps: RelayDeps): Relay {
  const { pause } = { ...outboxLimits, ...deps.limits };
  const { log, events } = deps;
  let isClosed = false;
  let wake: () => void = () => undefined;
  events.onWritten(() => wake());

  const sleep = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, isClosed ? 0 : pause);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async (): Promise<void> => {
    while (!isClosed) {
      const told = await tellSome(deps).catch((error: unknown) => {
        log.warn({ err: error }, 'the outbox cannot be read');
        return 0;
      });
      if (told === 0) await sleep();
    }
  };

  const running = run();
  return {
    close: async () => {
      isClosed = true;
      wake();
      await running;
    },
  };
}

/** @returns how many it had */
async function tellSome(deps: RelayDeps): Promise<number> {
  const { batch, lease } = { ...outboxLimits, ...deps.limits };
  const token = deps.ids.next();
  const now = deps.clock.now();
  const until = new Date(now.getTime() + lease);
  const messages = await deps.repositories.outbox.lease({ token, limit: batch, now, until });
  await Promise.all(messages.map((message) => tell(deps, message, token)));
  return messages.length;
}

async function tell(deps: RelayDeps, message: OutboxMessage, token: string): Promise<void> {
  const { events, log, repositories } = deps;
  try {
    await events.tell(message);
    await repositories.outbox.remove(message.id, token);
  } catch (error) {
    log.warn({ err: error, event: message.type, message: message.id }, 'an event was not told');
    // Where this fails as well, the lease ends by itself.
    await tryLater(deps, message, token, error).catch((reason: unknown) => {
      log.warn({ err: reason, message: message.id }, 'the outbox cannot be written');
    });
  }
}

async function tryLater(
  { repositories: { outbox }, clock, log, limits }: RelayDeps,
  { id, attempts, type }: OutboxMessage,
  token: string,
  cause: unknown,
): Promise<void> {
  const { attempts: most, wait, longestWait } = { ...outboxLimits, ...limits };
  const error = cause instanceof Error ? cause.message : String(cause);
  if (attempts >= most) {
    log.error({ message: id, event: type, attempts, reason: error }, 'event given up');
    return outbox.park(id, token, error);
  }
  const pause = Math.min(wait * 2 ** (attempts - 1), longestWait) * (0.5 + Math.random() / 2);
  return outbox.postpone(id, token, { error, until: new Date(clock.now().getTime() + pause) });
}
