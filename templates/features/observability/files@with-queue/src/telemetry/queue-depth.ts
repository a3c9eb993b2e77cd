import type { Job } from 'bullmq';
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
  new Gauge({
    name: 'job_queue_oldest_seconds',
    help: 'How long the job that is next has waited',
    registers: [metrics.registry],
    async collect() {
      const next = await get().then(nextIn, () => undefined);
      if (!next) return this.remove();
      this.set(Math.max(0, ...next.map(waitOf)));
    },
  });
  return { close };
}

type JobQueue = ReturnType<typeof openJobQueue>;

/** The first in each of the lists from which a worker takes. */
const nextIn = (queue: JobQueue) => queue.getJobs(['waiting', 'prioritized'], 0, 0, true);

/** Since it was to be done, in seconds. */
const waitOf = ({ timestamp, opts: { delay = 0 } }: Pick<Job, 'timestamp' | 'opts'>): number =>
  (Date.now() - timestamp - delay) / 1_000;
