import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { migrate } from '../../src/db/migrator.ts';
import type { TestService } from './services.ts';
import { databaseIn, run } from './template.ts';

let own: Promise<string> | undefined;

/** One database a worker: files that run side by side never meet. */
export const testDatabase: TestService = async () => {
  own ??= copyTemplate();
  return { MONGODB_URL: patient(await own), MONGO_POOL_MAX: process.env['MONGO_POOL_MAX'] ?? '' };
};

/** One that no other file writes to: for a test that counts all there is. */
export const ownDatabase = async () => ({ MONGODB_URL: patient(await copyTemplate()) });

/** A new, migrated database. */
export async function copyTemplate(): Promise<string> {
  const url = await emptyDatabase();
  await run(url, (client) => migrate(client.db()));
  return url;
}

/** A database with nothing in it yet. */
export async function emptyDatabase(): Promise<string> {
  const template = inject('template');
  const name = `${new URL(template).pathname.slice(1)}_${randomBytes(4).toString('hex')}`;
  return Promise.resolve(databaseIn(template, name));
}

/** A machine that is busy with something else is no outage. */
function patient(url: string): string {
  const longer = new URL(url);
  for (const limit of ['serverSelectionTimeoutMS', 'connectTimeoutMS', 'waitQueueTimeoutMS']) {
    longer.searchParams.set(limit, '30000');
  }
  return longer.href;
}
