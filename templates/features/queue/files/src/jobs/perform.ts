import { UnrecoverableError, type Job } from 'bullmq';
import type { JobHandler, JobKind } from './kind.ts';
import type { Payload } from './queue.ts';

type Given = Pick<Job, 'id' | 'name' | 'data' | 'attemptsMade'>;

/** Finds who does the job and hands on its data. What no other attempt can mend is not tried again. */
export function performWith(handlers: readonly JobHandler[]) {
  const byName = new Map(handlers.map((handler) => [handler.kind.name, handler]));
  return async ({ id = '', name, data, attemptsMade }: Given): Promise<void> => {
    const handler = byName.get(name);
    if (!handler) throw new UnrecoverableError(`nobody knows how to do ${name}`);
    await handler.run(read(handler.kind, data), { id, attempt: attemptsMade + 1 });
  };
}

function read(kind: JobKind<unknown>, payload: unknown): unknown {
  const { version, data } = (payload ?? {}) as Partial<Payload>;
  const { success, data: parsed, error } = kind.data.safeParse(present(kind, version ?? 0, data));
  if (success) return parsed;
  const problems = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new UnrecoverableError(`its data is not right: ${problems.join('; ')}`);
}

function present(kind: JobKind<unknown>, version: number, data: unknown): unknown {
  if (version === kind.version) return data;
  if (version < kind.version && kind.upgrade) return kind.upgrade(data, version);
  throw new UnrecoverableError(`version ${version} of its data; this worker reads ${kind.version}`);
}
