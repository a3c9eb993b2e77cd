import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { TestService } from './services.ts';
import { databaseIn, run } from './template.ts';

let clone: Promise<string> | undefined;

/** One database a worker, copied from the template: files that run side by side never meet. */
export const testDatabase: TestService = async () => {
  clone ??= copyTemplate();
  return { DATABASE_URL: await clone, PG_POOL_MAX: process.env['PG_POOL_MAX'] ?? '' };
};

/** One that no other file writes to: for a test that counts all there is. */
export const ownDatabase = async () => ({ DATABASE_URL: await copyTemplate() });

/** A database of a test's own. */
export const copyTemplate = (): Promise<string> =>
  createDatabase(`template ${nameIn(inject('template'))}`);

/** A database without a table. */
export const emptyDatabase = (): Promise<string> => createDatabase('template template0');

async function createDatabase(how: string): Promise<string> {
  const template = inject('template');
  const name = `${nameIn(template)}_${randomBytes(4).toString('hex')}`;
  await run(databaseIn(template, 'postgres'), (client) =>
    client.query(`create database ${name} ${how}`),
  );
  return databaseIn(template, name);
}

const nameIn = (url: string): string => new URL(url).pathname.slice(1);
