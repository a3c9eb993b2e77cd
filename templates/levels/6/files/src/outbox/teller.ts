import type { Logger } from 'pino';
import { outboxLimits } from '../constants/outbox-limits.ts';
import type { OutboxMessage, OutboxRepository } from '../repositories/outbox-contracts.ts';
import type { Clock } from '../utils/clock.ts';
import type { EventBus } from '../utils/event-bus.ts';

export type OutboxLimits = Readonly<Record<keyof typeof outboxLimits, number>>;

export interface TellerDeps {
  readonly repositories: { readonly outbox: OutboxRepository };
  readonly events: Pick<EventBus, 'tell' | 'onWritten'>;
  readonly log: Logger;
  readonly clock: Clock;
  readonly limits?: Partial<OutboxLimits>;
}

/** Tells a message that is held under this token, and writes down how that went. Never rejects. */
export async function tell(deps: TellerDeps, message: OutboxMessage, token: string): Promise<void> {
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
  { repositories: { outbox }, clock, log, limits }: TellerDeps,
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
