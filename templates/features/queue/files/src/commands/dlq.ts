import { loadEnv } from '../config/env.ts';
import { createLogger } from '../config/logger.ts';
import { openDeadLetters, type DeadLetters } from '../jobs/dead-letters.ts';

const USAGE = 'dlq -- list | retry ID | retry all | drop ID | drop all';

type Act = (id: string) => Promise<boolean>;

const [action = 'list', target = ''] = process.argv.slice(2);
const env = loadEnv();
const log = createLogger(env);
const letters = openDeadLetters({ env, log });
const acts: Readonly<Record<string, Act>> = { retry: letters.retry, drop: letters.drop };
try {
  await run(letters);
} finally {
  await letters.close();
}

async function run({ list }: DeadLetters): Promise<void> {
  if (action === 'list') {
    const found = await list();
    for (const letter of found) log.info(letter, letter.name);
    return log.info({ letters: found.length }, 'dead letters');
  }
  const act = acts[action];
  if (!act || target === '') throw new Error(USAGE);
  const ids = target === 'all' ? (await list()).map(({ id }) => id) : [target];
  for (const id of ids) log.info({ job: id, isFound: await act(id) }, action);
}
