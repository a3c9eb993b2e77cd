import { Gauge } from 'prom-client';
import type { Outside } from '../config/ports.ts';
import { openJobQueue } from '../jobs/queue.ts';
import { onDemand } from '../jobs/on-demand.ts';

const STATES = ['waiting', 'prioritized', 'delayed', 'active', 'failed'] as const;

/** How many jobs lie in the queue, looked up at each scrape. While the queue is away there is no number, not a wrong one. */
export function watchQueue({ metrics, env, log }: Pick<Outside, 'metrics' | 'env' | 'log'>) {
  const { get, close } = onDemand(
    () => openJobQueue({ env, log }),
    (queue) => [queue],
  );
  if (!metrics.server) return { close };
  new Gauge({
    name: 'job_queue_jobs',
    help: 'Jobs in the queue, by what they wait for',
    labelNames: ['state'],
    registers: [metrics.registry],
    async collect() {
      this.reset();
      const counts = await get().then(
        (queue) => queue.getJobCounts(...STATES),
        () => ({}),
      );
      for (const [state, count] of Object.entries(counts)) this.set({ state }, count);
    },
  });
  return { close };
}
