import { loadEnv } from '../config/env.ts';
import { createLogger } from '../config/logger.ts';
import { closeDatabase, openDatabase } from './client.ts';
import { seeds } from './seeds/index.ts';
import { withTransaction } from './transaction.ts';

const env = loadEnv();
const log = createLogger(env);
const database = openDatabase(env, log);
try {
  const sown = await withTransaction(database, async (transaction) => {
    const names: string[] = [];
    for (const { name, sow } of seeds) if (await sow(transaction)) names.push(name);
    return names;
  });
  log.info({ sown }, sown.length === 0 ? 'nothing to seed: no table is empty' : 'database seeded');
} finally {
  await closeDatabase(database);
}
