import { z } from 'zod';
import { handle, type JobKind } from './kind.ts';

/** Every night: what was written down only to be compared with is deleted when nothing can come any more. */
export const tidyUp: JobKind<object> = {
  name: 'tidy-up',
  version: 1,
  data: z.strictObject({}),
  schedule: { pattern: '0 3 * * *' },
};

export const tidyUpJob = handle(tidyUp, ({ services: { outbox }, log }) => async () => {
  log.info({ forgotten: await outbox.tidyUp() }, 'inbox tidied');
});
