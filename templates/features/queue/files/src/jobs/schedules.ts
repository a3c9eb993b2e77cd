import type { BullQueue } from './backend.ts';
import type { JobHandler } from './kind.ts';
import { toPayload } from './payload.ts';
import { optionsOf } from './queue.ts';

/** The queue knows the schedules of this version and no others. However many workers say so, each comes once. */
export async function keepSchedules(
  queue: BullQueue,
  handlers: readonly JobHandler[],
): Promise<void> {
  const kinds = handlers.map(({ kind }) => kind);
  for (const kind of kinds) {
    if (!kind.schedule) continue;
    const template = { name: kind.name, data: toPayload(kind, {}), opts: optionsOf(kind) };
    await queue.upsertJobScheduler(kind.name, kind.schedule, template);
  }
  const wanted = new Set(kinds.filter(({ schedule }) => schedule).map(({ name }) => name));
  for (const { key } of await queue.getJobSchedulers()) {
    if (!wanted.has(key)) await queue.removeJobScheduler(key);
  }
}
