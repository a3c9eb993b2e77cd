import { z } from 'zod';
import { handle, type JobKind } from './kind.ts';

const DAY = 24 * 60 * 60 * 1_000;
/** Longer than anything is tried again. */
const KEPT = 14 * DAY;

/** Every night: what was written down only to be compared with is deleted when nothing can come any more. */
export const tidyUp: JobKind<object> = {
  name: 'tidy-up',
  version: 1,
  data: z.strictObject({}),
  schedule: { pattern: '0 3 * * *' },
};

export const tidyUpJob = handle(tidyUp, ({ repositories: { inbox }, clock, log }) => async () => {
  const forgotten = await inbox.forget(new Date(clock.now().getTime() - KEPT));
  log.info({ forgotten }, 'inbox tidied');
});
