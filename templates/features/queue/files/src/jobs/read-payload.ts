import { UnrecoverableError } from 'bullmq';
import type { JobKind } from './kind.ts';
import type { Payload } from './payload.ts';

/** Of any version that can still be read. What cannot be is not tried again. */
export function readPayload(kind: JobKind<unknown>, payload: unknown): unknown {
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
