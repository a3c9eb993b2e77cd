import { setTimeout as sleep } from 'node:timers/promises';
import { jobLimits } from '../constants/job-limits.ts';
import { AppError } from '../errors/app-error.ts';
import type { BullQueue } from './backend.ts';

export interface OnDemand<Thing> {
  /** Rejects when its queues cannot be reached, or not soon. */
  readonly get: () => Promise<Thing>;
  readonly close: () => Promise<void>;
}

/**
 * Opened when it is first needed, and anew after it could not be reached: on PostgreSQL, a queue that failed to connect
 * once never tries again.
 */
export function onDemand<Thing>(
  open: () => Thing,
  queuesOf: (thing: Thing) => readonly BullQueue[],
): OnDemand<Thing> {
  let opened: Thing | undefined;
  const close = async (thing: Thing): Promise<void> => {
    if (opened === thing) opened = undefined;
    await Promise.all(queuesOf(thing).map((queue) => queue.close()));
  };
  return {
    get: async () => {
      const thing = (opened ??= open());
      try {
        await Promise.all(queuesOf(thing).map(untilReady));
      } catch (cause) {
        await close(thing);
        const details = { retryAfter: 5 };
        throw new AppError('unavailable', 'The queue cannot be reached.', details, { cause });
      }
      return thing;
    },
    close: async () => {
      if (opened) await close(opened);
    },
  };
}

/** Redis is waited for by its client for as long as it takes; nobody who asks is. */
async function untilReady(queue: BullQueue): Promise<void> {
  const waiting = new AbortController();
  const late = sleep(jobLimits.patience, undefined, { signal: waiting.signal }).then(() => {
    throw new Error(`no answer within ${jobLimits.patience} ms`);
  });
  await Promise.race([queue.waitUntilReady(), late]).finally(() => waiting.abort());
}
