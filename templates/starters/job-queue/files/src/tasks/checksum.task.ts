import { createHash } from 'node:crypto';
import { z } from 'zod';
import { defineTask } from './kind.ts';

/** Something quick. */
export const checksum = defineTask({
  name: 'checksum',
  payload: z.strictObject({ text: z.string().max(10_000) }),
  attempts: 3,
  delay: 1_000,
  work: ({ text }) => Promise.resolve({ sha256: createHash('sha256').update(text).digest('hex') }),
});
