import type { Job } from 'bullmq';
import type { Logger } from 'pino';
import { jobLimits } from '../constants/job-limits.ts';
import { openWorker, type QueueEnv } from './backend.ts';
import { openDeadLetters } from './dead-letters.ts';
import { giveUpWith } from './give-up.ts';
import type { JobHandler } from './kind.ts';
import { performWith } from './perform.ts';
import { openJobQueue, QUEUE } from './queue.ts';
import { keepSchedules } from './schedules.ts';
import { waitForQueue } from './wait-for-queue.ts';

interface WorkerDeps {
  readonly env: QueueEnv & { readonly WORKER_CONCURRENCY: number };
  readonly log: Logger;
  readonly handlers: readonly JobHandler[];
  readonly limits?: Partial<Record<'lock' | 'losses' | 'tidy', number>>;
}

export interface RunningWorker {
  /** Takes nothing new, and resolves when what was begun is done. */
  readonly close: () => Promise<void>;
}

/** Does jobs until it is told to stop. A queue that is away is waited for. */
export function startWorker(deps: WorkerDeps): RunningWorker {
  const closing = new AbortController();
  const started = waitForQueue(deps, closing.signal).then((isThere) =>
    isThere ? beginWork(deps) : undefined,
  );
  return {
    close: async () => {
      closing.abort();
      const worker = await started;
      await worker?.close();
    },
  };
}

/** On PostgreSQL, who begins while the server is away would never find it. */
function beginWork({ env, log, handlers, limits }: WorkerDeps): RunningWorker {
  const { lock, losses, tidy: pause } = { ...jobLimits, ...limits };
  const queue = openJobQueue({ env, log });
  const deadLetters = openDeadLetters({ env, log });
  const giveUp = giveUpWith(handlers, deadLetters);
  const atWork = new Set<Promise<void>>();

  /** In the background, but not lost sight of. */
  const begin = (work: () => Promise<void>): void => {
    const working = work()
      .catch((error: unknown) => log.warn({ err: error }, 'the queue could not be tidied'))
      .finally(() => atWork.delete(working));
    atWork.add(working);
  };

  // Jobs that failed while nobody could lay them aside are still with the queue.
  const tidy = async (): Promise<void> => {
    await keepSchedules(queue, handlers);
    for (const job of await queue.getFailed(0, 99)) await giveUp(job);
  };

  const worker = openWorker(QUEUE, performWith(handlers), env, {
    concurrency: env.WORKER_CONCURRENCY,
    lockDuration: lock,
    stalledInterval: lock,
    maxStalledCount: losses,
  });
  worker.on('error', (error) => log.warn({ err: error }, 'the queue is away'));
  worker.on('failed', (job, error) => {
    log.warn({ err: error, job: job?.id, name: job?.name }, 'job failed');
    if (job && isOver(job)) begin(() => giveUp(job));
  });
  begin(tidy);
  const timer = setInterval(() => begin(tidy), pause);

  return {
    close: async () => {
      clearInterval(timer);
      await worker.close();
      await Promise.all(atWork);
      await deadLetters.close();
      await queue.close();
    },
  };
}

/** Otherwise it comes again. */
const isOver = ({ finishedOn }: Job): boolean => finishedOn !== undefined;
