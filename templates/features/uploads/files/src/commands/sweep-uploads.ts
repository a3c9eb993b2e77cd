import { loadEnv } from '../config/env.ts';
import { buildContainer } from '../container.ts';

const { services, log, dispose } = await buildContainer(loadEnv());
try {
  log.info(await services.uploads.sweep(), 'swept');
} finally {
  await dispose();
}
