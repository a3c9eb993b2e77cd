import { loadEnv } from '../config/env.ts';
import { createLogger } from '../config/logger.ts';
import { migrateQueue } from '../jobs/backend.ts';
import { migrate } from './migrator.ts';

const env = loadEnv();
const log = createLogger(env);
if (process.argv.length > 2) {
  throw new Error('There is only one way, forward: what is to be undone takes a new migration.');
}
const applied = await migrate(env.DATABASE_URL);
await migrateQueue(env);
log.info({ applied }, applied.length === 0 ? 'the database is up to date' : 'database migrated');
