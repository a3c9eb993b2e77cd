import { UnrecoverableError, type Job } from 'bullmq';
import type { DeadLetters } from './dead-letters.ts';
import type { JobHandler, JobKind } from './kind.ts';
import { readPayload } from './read-payload.ts';

/** Lays a job aside, after whoever does it knows. A crash in between leaves it with the queue, and the next sweep goes on. */
export const giveUpWith =
  (handlers: readonly JobHandler[], { bury }: Pick<DeadLetters, 'bury'>) =>
  async (job: Job): Promise<void> => {
    const handler = handlers.find(({ kind }) => kind.name === job.name);
    if (handler?.giveUp) {
      const data = readable(handler.kind, job.data);
      if (data !== undefined) await handler.giveUp(data, job.failedReason);
    }
    await bury(job);
  };

/** What nobody can read is laid aside as it is. */
function readable(kind: JobKind<unknown>, payload: unknown): unknown {
  try {
    return readPayload(kind, payload);
  } catch (error) {
    if (error instanceof UnrecoverableError) return undefined;
    throw error;
  }
}
