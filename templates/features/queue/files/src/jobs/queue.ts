import type { Logger } from 'pino';
import { jobLimits } from '../constants/job-limits.ts';
import { openQueue, type BullQueue, type QueueEnv } from './backend.ts';
import type { JobKind } from './kind.ts';
import { onDemand } from './on-demand.ts';
import { toPayload } from './payload.ts';

export const QUEUE = 'jobs';

export interface EnqueueOptions {
  /** milliseconds until it may begin */
  readonly delay?: number;
  /** 1 is the most urgent; jobs without one go first */
  readonly priority?: number;
  /** of two jobs with one name only the first counts, for as long as it is kept */
  readonly dedupe?: string;
}

/** Work for later, for another process. */
export interface Jobs {
  readonly enqueue: <Data>(
    kind: JobKind<Data>,
    data: Data,
    options?: EnqueueOptions,
  ) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface JobsDeps {
  readonly env: QueueEnv;
  readonly log: Logger;
}

/** Connects when the first job comes. */
export function openJobs(deps: JobsDeps): Jobs {
  const { get, close } = onDemand(
    () => openJobQueue(deps),
    (queue) => [queue],
  );
  return {
    enqueue: async (kind, data, { dedupe, ...options } = {}) => {
      const queue = await get();
      await queue.add(kind.name, toPayload(kind, data), {
        ...optionsOf(kind),
        ...options,
        ...(dedupe !== undefined && { jobId: dedupe }),
      });
    },
    close,
  };
}

export function openJobQueue({ env, log }: JobsDeps, name = QUEUE): BullQueue {
  const queue = openQueue(name, env);
  queue.on('error', (error) => log.warn({ err: error, queue: name }, 'the queue is away'));
  return queue;
}

export const optionsOf = ({ attempts, delay }: JobKind<unknown>) => ({
  attempts: attempts ?? jobLimits.attempts,
  backoff: { ...jobLimits.backoff, ...(delay !== undefined && { delay }) },
  removeOnComplete: jobLimits.keep,
});
