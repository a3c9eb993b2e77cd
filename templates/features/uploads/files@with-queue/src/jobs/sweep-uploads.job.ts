import { z } from 'zod';
import { handle, type JobKind } from './kind.ts';

/** Every hour: files that were begun and never ended give back their room. */
export const sweepUploads: JobKind<object> = {
  name: 'sweep-uploads',
  version: 1,
  data: z.strictObject({}),
  schedule: { pattern: '15 * * * *' },
};

export const sweepUploadsJob = handle(sweepUploads, ({ services, log }) => async () => {
  log.info(await services.uploads.sweep(), 'uploads swept');
});
