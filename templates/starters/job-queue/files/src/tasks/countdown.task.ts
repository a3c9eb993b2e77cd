import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { defineTask } from './kind.ts';

/** Something slow: to watch it run, and to kill its worker. */
export const countdown = defineTask({
  name: 'countdown',
  payload: z.strictObject({ milliseconds: z.int().min(0).max(20_000) }),
  attempts: 3,
  delay: 1_000,
  work: async ({ milliseconds }) => {
    await wait(milliseconds);
    return { waited: milliseconds };
  },
});
