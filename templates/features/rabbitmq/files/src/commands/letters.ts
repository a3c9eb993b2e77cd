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
  if (action === 'list') return list();
  const chosen = names.filter((name) => target === 'all' || name === target);
  if (action !== 'retry' || chosen.length === 0) throw new Error(USAGE);
  for (const name of chosen) {
    log.info({ subscription: name, letters: await broker.revive(name) }, 'worked on again');
  }
}

async function list(): Promise<void> {
  for (const name of names) {
    const letters = await broker.dead(name);
    for (const { id, type, reason } of letters) log.info({ id, reason }, type);
    log.info({ subscription: name, letters: letters.length }, 'laid aside');
  }
}
