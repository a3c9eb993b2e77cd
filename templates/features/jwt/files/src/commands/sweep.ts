import { openConnections } from '../config/connections.ts';
import { loadEnv } from '../config/env.ts';
import { createLogger } from '../config/logger.ts';
import { sweep } from '../db/sweep.ts';

const env = loadEnv();
const log = createLogger(env);
const { connections, close } = await openConnections(env, log);
try {
  log.info(await sweep(connections.db, new Date()), 'swept');
} finally {
  await close();
}
