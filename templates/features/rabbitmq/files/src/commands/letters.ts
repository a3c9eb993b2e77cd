import { subscribersOf } from '../brokers/subscribers.ts';
import { loadEnv } from '../config/env.ts';
import { buildContainer } from '../container.ts';

const USAGE = 'letters -- list | retry NAME | retry all';

const [action = 'list', target = ''] = process.argv.slice(2);
const { services, broker, log, dispose } = await buildContainer(loadEnv());
const names = subscribersOf(services).map(({ name }) => name);
try {
  await run();
} finally {
  await dispose();
}

async function run(): Promise<void> {
  if (action === 'list') {
    for (const name of names) {
      for (const { id, type, reason } of await broker.dead(name)) {
        log.info({ subscription: name, id, reason }, type);
      }
    }
    return;
  }
  const chosen = names.filter((name) => target === 'all' || name === target);
  if (action !== 'retry' || chosen.length === 0) throw new Error(USAGE);
  for (const name of chosen) {
    log.info({ subscription: name, letters: await broker.revive(name) }, 'worked on again');
  }
}
