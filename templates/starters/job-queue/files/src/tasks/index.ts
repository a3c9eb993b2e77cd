import { checksum } from './checksum.task.ts';
import { countdown } from './countdown.task.ts';
import type { TaskKind } from './kind.ts';

export type TaskKinds = ReadonlyMap<string, TaskKind>;

/** All that can be asked for; tests bring their own. */
export const createTaskKinds = (): TaskKinds => byName([checksum, countdown]);

export const byName = (kinds: readonly TaskKind[]): TaskKinds =>
  new Map(kinds.map((kind) => [kind.name, kind]));
