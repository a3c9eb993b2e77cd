import { loadEnv } from '../config/env.ts';
import { buildContainer } from '../container.ts';

const USAGE = 'outbox -- list | revive ID | revive all';

const [action = 'list', target = ''] = process.argv.slice(2);
const { services, log, dispose } = await buildContainer(loadEnv());
try {
  await run();
} finally {
  await dispose();
}

async function run(): Promise<void> {
  const parked = await services.outbox.parked();
  if (action === 'list') {
    for (const { id, type, attempts, error } of parked) log.info({ id, attempts, error }, type);
    return log.info({ messages: parked.length }, 'given up');
  }
  if (action !== 'revive' || target === '') throw new Error(USAGE);
  const ids = parked.map(({ id }) => id).filter((id) => target === 'all' || id === target);
  for (const id of ids) await services.outbox.revive(id);
  log.info({ messages: ids }, 'revived');
}
