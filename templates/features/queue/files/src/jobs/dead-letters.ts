import type { Job, JobsOptions } from 'bullmq';
import type { Logger } from 'pino';
import type { BullQueue, QueueEnv } from './backend.ts';
import { jobLimits } from '../constants/job-limits.ts';
import { openJobQueue } from './queue.ts';

export const DEAD_LETTERS = 'dead-letters';

/** A job that failed for good, kept until somebody looks at it. */
export interface DeadLetter {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
  readonly options: Pick<JobsOptions, 'attempts' | 'backoff'>;
  readonly reason: string;
  readonly attempts: number;
  readonly failedAt: string;
}

export interface DeadLetters {
  /** Takes a failed job out of its queue. May be done twice. */
  readonly bury: (job: Job) => Promise<void>;
  readonly list: () => Promise<readonly DeadLetter[]>;
  /** Puts it back into the queue, with all its attempts. @returns false when it is not there */
  readonly retry: (id: string) => Promise<boolean>;
  /** @returns false when it is not there */
  readonly drop: (id: string) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

export function openDeadLetters(deps: {
  readonly env: QueueEnv;
  readonly log: Logger;
}): DeadLetters {
  const [queue, letters] = [openJobQueue(deps), openJobQueue(deps, DEAD_LETTERS)];
  const find = (id: string) => letters.getJob(id) as Promise<Job<DeadLetter> | undefined>;
  return {
    // Laid down here before it is taken away there: a crash in between leaves it in both, and the next sweep goes on.
    bury: async (job) => {
      const letter = toLetter(job);
      await letters.add(letter.name, letter, { jobId: letter.id });
      await queue.remove(job.id ?? '');
      deps.log.error({ job: letter.id, name: letter.name, reason: letter.reason }, 'job given up');
    },
    list: async () => {
      const jobs = await letters.getJobs(['waiting', 'prioritized']);
      return jobs.map((job) => job.data as DeadLetter);
    },
    // Under a name of its own: it may fail and be back before the old letter is removed.
    retry: async (id) => {
      const letter = await find(id);
      if (!letter) return false;
      await revive(queue, letter.data);
      await letters.remove(id);
      return true;
    },
    drop: async (id) => {
      if (!(await find(id))) return false;
      await letters.remove(id);
      return true;
    },
    close: async () => {
      await letters.close();
      await queue.close();
    },
  };
}

const toLetter = ({
  id = '',
  name,
  data,
  opts: { attempts = 1, backoff = jobLimits.backoff },
  failedReason,
  attemptsMade,
  finishedOn,
}: Job): DeadLetter => ({
  id: letterId(id),
  name,
  payload: data as unknown,
  options: { attempts, backoff },
  reason: failedReason,
  attempts: attemptsMade,
  failedAt: new Date(finishedOn ?? Date.now()).toISOString(),
});

/** A name of ours may neither be a number nor have a colon; those that the queue gives do. */
const letterId = (id: string): string => (/^\d+$/.test(id) ? `job-${id}` : id.replaceAll(':', '-'));

/** Under a name that is the same for everybody who tries it again now, and another if it fails and is tried again later. */
async function revive(queue: BullQueue, { id, name, payload, options }: DeadLetter): Promise<void> {
  await queue.add(name, payload, {
    ...options,
    jobId: nextId(id),
    removeOnComplete: jobLimits.keep,
  });
}

function nextId(id: string): string {
  const [, first = id, count = '0'] = /^(.+)-retry-(\d+)$/.exec(id) ?? [];
  return `${first}-retry-${Number(count) + 1}`;
}
