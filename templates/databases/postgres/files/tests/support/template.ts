import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../../src/db/migrator.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A migrated database that nobody uses, so that it can be copied; `remove` also takes the copies. */
export async function makeTemplate({ DATABASE_URL: url = '' }: Env) {
  if (process.env['DATABASE_URL']) refuseWhatIsUsed(new URL(url));
  const name = `test_${randomBytes(4).toString('hex')}`;
  await run(url, async (client) => client.query(`create database ${name}`));
  await migrate(databaseIn(url, name));
  return {
    url: databaseIn(url, name),
    remove: () => run(url, (client) => dropAll(client, name)),
  };
}

/** Tests make and drop databases, so they keep away from a server that may hold something of value. */
function refuseWhatIsUsed({ hostname, pathname }: URL): void {
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (isLocal && pathname.includes('test')) return;
  throw new Error(
    'DATABASE_URL does not look like a database for tests: its host is not this machine, or its name lacks "test".',
  );
}

async function dropAll(client: pg.Client, name: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where datname like $1',
    [`${name}%`],
  );
  for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`);
}

export async function run<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function databaseIn(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
