import { loadEnv } from '../config/env.ts';
import { createLogger } from '../config/logger.ts';
import { closeDatabase, openDatabase } from './client.ts';
import { migrate } from './migrator.ts';

const env = loadEnv();
const log = createLogger(env);
if (process.argv.length > 2) {
  throw new Error('There is only one way, forward: what is to be undone takes a new migration.');
}
const database = await openDatabase(env, log);
try {
  const applied = await migrate(database.getClient().db(database.name));
  log.info({ applied }, applied.length === 0 ? 'the database is up to date' : 'database migrated');
} finally {
  await closeDatabase(database);
}
