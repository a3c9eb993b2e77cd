import { UnrecoverableError, type Job } from 'bullmq';
import type { JobHandler } from './kind.ts';
import { readPayload } from './read-payload.ts';

type Given = Pick<Job, 'id' | 'name' | 'data' | 'attemptsMade'>;

/** Finds who does the job and hands on its data. What no other attempt can mend is not tried again. */
export function performWith(handlers: readonly JobHandler[]) {
  const byName = new Map(handlers.map((handler) => [handler.kind.name, handler]));
  return async ({ id = '', name, data, attemptsMade }: Given): Promise<void> => {
    const handler = byName.get(name);
    if (!handler) throw new UnrecoverableError(`nobody knows how to do ${name}`);
    await handler.run(readPayload(handler.kind, data), { id, attempt: attemptsMade + 1 });
  };
}
