import { startRelay, type Relay } from '../outbox/relay.ts';
import { tell } from '../outbox/teller.ts';
import { isOrdered } from '../utils/event-bus.ts';
import type { ServiceDeps } from './index.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'events' | 'clock' | 'ids' | 'log'>;

/** What happened is told by the process in which it happened, as soon as it is committed; relays tell the rest. */
export function outboxService(deps: Deps) {
  deps.events.onWritten(async (written) => {
    const ours = written.filter((message) => !isOrdered(message));
    await Promise.all(ours.map((message) => tell(deps, { ...message, attempts: 1 }, message.id)));
  });
  return { startRelay: (): Relay => startRelay(deps) };
}
