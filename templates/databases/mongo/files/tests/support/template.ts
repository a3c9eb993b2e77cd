import { randomBytes } from 'node:crypto';
import mongoose, { type mongo } from 'mongoose';

type Env = Readonly<Record<string, string | undefined>>;

/** Mongo copies no databases: what test files share is the start of a name, and each migrates one of its own. */
export async function makeTemplate({ MONGODB_URL: url = '' }: Env) {
  if (process.env['MONGODB_URL']) refuseWhatIsUsed(url);
  const name = `test_${randomBytes(4).toString('hex')}`;
  return Promise.resolve({
    url: databaseIn(url, name),
    remove: () => run(url, (client) => dropAll(client, name)),
  });
}

/** Tests make and drop databases, so they keep away from a server that may hold something of value. */
function refuseWhatIsUsed(url: string): void {
  const { hostname, pathname } = new URL(url);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (isLocal && pathname.includes('test')) return;
  throw new Error(
    'MONGODB_URL does not look like a database for tests: its host is not this machine, or its name lacks "test".',
  );
}

async function dropAll(client: mongo.MongoClient, start: string): Promise<void> {
  const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
  for (const { name } of databases)
    if (name.startsWith(start)) await client.db(name).dropDatabase();
}

export async function run<Result>(
  url: string,
  work: (client: mongo.MongoClient) => Promise<Result>,
): Promise<Result> {
  const client = await new mongoose.mongo.MongoClient(url).connect();
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

export function databaseIn(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
