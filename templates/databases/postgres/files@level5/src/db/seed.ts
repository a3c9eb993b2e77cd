import { loadEnv } from '../config/env.ts';
import { buildContainer } from '../container.ts';
import { seeds } from './seeds/index.ts';
import { withTransaction } from './transaction.ts';

const { db, log, dispose } = await buildContainer(loadEnv());
try {
  const sown = await withTransaction(db, async (transaction) => {
    const names: string[] = [];
    for (const { name, sow } of seeds) if (await sow(transaction)) names.push(name);
    return names;
  });
  log.info({ sown }, sown.length === 0 ? 'nothing to seed: no table is empty' : 'database seeded');
} finally {
  await dispose();
}
