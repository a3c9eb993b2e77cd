import { loadEnv } from '../config/env.ts';
import { createLogger } from '../config/logger.ts';
import { closeDatabase, openDatabase } from './client.ts';
import { seeds } from './seeds/index.ts';
import { withTransaction } from './transaction.ts';

const env = loadEnv();
const log = createLogger(env);
const database = await openDatabase(env, log);
try {
  const sown = await withTransaction(database, async (session) => {
    const names: string[] = [];
    for (const { name, sow } of seeds) if (await sow(database, session)) names.push(name);
    return names;
  });
  log.info({ sown }, sown.length === 0 ? 'nothing to seed' : 'database seeded');
} finally {
  await closeDatabase(database);
}
