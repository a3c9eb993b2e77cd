import type { z } from 'zod';

/** Something that can be asked for: what it is given, and what it does. */
export interface TaskKind<Payload = unknown> {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  /** how often it is tried before it is given up */
  readonly attempts: number;
  /** milliseconds before the second attempt; each wait after it is twice as long */
  readonly delay: number;
  /** It may be done more than once: whoever did it may have died before they could say so. */
  readonly work: (payload: Payload) => Promise<unknown>;
}

/** Of any payload: it is parsed before it is worked on. */
export const defineTask = <Payload>(kind: TaskKind<Payload>): TaskKind => kind as TaskKind;
