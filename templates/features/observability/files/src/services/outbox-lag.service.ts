import { Gauge } from 'prom-client';
import type { OutboxLag } from '../repositories/outbox-contracts.ts';
import type { ServiceDeps } from './index.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'metrics' | 'clock'>;

/** How far telling is behind, looked up at each scrape. While the database is away there is no number, not a wrong one. */
export function outboxLagService({ repositories: { outbox }, metrics, clock }: Deps) {
  const look = (): Promise<OutboxLag | undefined> => outbox.lag().catch(() => undefined);
  if (!metrics.server) return { look };
  new Gauge({
    name: 'outbox_messages',
    help: 'Messages that wait to be told, and those that were given up',
    labelNames: ['state'],
    registers: [metrics.registry],
    async collect() {
      this.reset();
      const lag = await look();
      if (!lag) return;
      this.set({ state: 'waiting' }, lag.waiting);
      this.set({ state: 'parked' }, lag.parked);
    },
  });
  new Gauge({
    name: 'outbox_oldest_seconds',
    help: 'How long the first of those that wait has waited',
    registers: [metrics.registry],
    async collect() {
      const lag = await look();
      if (!lag) return this.remove();
      this.set(lag.oldest ? (clock.now().getTime() - lag.oldest.getTime()) / 1_000 : 0);
    },
  });
  return { look };
}
