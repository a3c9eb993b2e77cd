import { outboxLimits } from '../constants/outbox-limits.ts';
import { startRelay, type Relay } from '../outbox/relay.ts';
import { tell } from '../outbox/teller.ts';
import type { ParkedMessage } from '../repositories/outbox-contracts.ts';
import { isOrdered } from '../utils/event-bus.ts';
import type { ServiceDeps } from './index.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'events' | 'clock' | 'ids' | 'log'>;

/** What happened is told by the process in which it happened, as soon as it is committed; relays tell the rest. */
export function outboxService(deps: Deps) {
  deps.events.onWritten(async (written) => {
    const ours = written.filter((message) => !isOrdered(message));
    await Promise.all(ours.map((message) => tell(deps, { ...message, attempts: 1 }, message.id)));
  });
  const { outbox, inbox } = deps.repositories;
  return {
    startRelay: (): Relay => startRelay(deps),
    /** What was given up, and why. */
    parked: (): Promise<readonly ParkedMessage[]> => outbox.parked(),
    /** Has it told again, from the beginning. @returns false when it was not given up */
    revive: (id: string): Promise<boolean> => outbox.revive(id, deps.clock.now()),
    /** Forgets who has heard what can no longer be told. @returns how much that was */
    tidyUp: (): Promise<number> =>
      inbox.forget(new Date(deps.clock.now().getTime() - outboxLimits.remembered)),
  };
}
