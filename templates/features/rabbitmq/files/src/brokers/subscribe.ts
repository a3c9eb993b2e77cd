import type { Container } from '../container.ts';
import type { Subscription } from './broker.ts';
import { subscribersOf } from './subscribers.ts';
import { toInterest } from './work.ts';

/** Begins to work on what others tell. A broker that is away is waited for. */
export function subscribeAll(container: Container): Subscription {
  const { broker, services } = container;
  const open = subscribersOf(services).map((subscriber) =>
    broker.subscribe(toInterest(container, subscriber)),
  );
  return {
    close: async () => {
      await Promise.all(open.map(({ close }) => close()));
    },
  };
}
