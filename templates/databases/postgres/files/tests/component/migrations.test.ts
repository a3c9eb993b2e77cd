import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findPending, migrate } from '../../src/db/migrator.ts';
import { seeds } from '../../src/db/seeds/index.ts';
import { withTransaction } from '../../src/db/transaction.ts';
import { startApi } from '../support/api.ts';
import { copyTemplate, emptyDatabase, ownDatabase } from '../support/database.ts';
import { testServices } from '../support/services.ts';
import { run } from '../support/template.ts';

/** A folder of migrations, as one release has them. */
async function release(files: Readonly<Record<string, string>>): Promise<URL> {
  const folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const names = Object.entries(files);
  await Promise.all(names.map(([name, sql]) => writeFile(path.join(folder, name), sql)));
  return pathToFileURL(`${folder}/`);
}

const tablesIn = (url: string) =>
  run(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    return rows.map(({ name }) => name).sort();
  });

const notes = { '0001_notes.sql': 'create table notes (text text not null);' };
const stars = { '0002_stars.sql': 'alter table notes add stars int not null default 0;' };

describe('migrations', () => {
  test('make the same tables from nothing, once, whoever else starts them', async () => {
    const url = await emptyDatabase();
    const [one, other] = await Promise.all([migrate(url), migrate(url)]);
    expect(Math.min(one.length, other.length)).toBe(0);
    expect(await migrate(url)).toEqual([]);
    expect(await tablesIn(url)).toEqual(await tablesIn(await copyTemplate()));
  });

  test('keep the data of the release before', async () => {
    const url = await emptyDatabase();
    expect(await migrate(url, await release(notes))).toEqual(['0001_notes.sql']);
    await run(url, (client) => client.query(`insert into notes values ('kept')`));
    expect(await migrate(url, await release({ ...notes, ...stars }))).toEqual(['0002_stars.sql']);
    const { rows } = await run(url, (client) => client.query('select * from notes'));
    expect(rows).toEqual([{ text: 'kept', stars: 0 }]);
  });

  test('that come late, from another branch, are not skipped', async () => {
    const url = await emptyDatabase();
    await migrate(url, await release({ ...notes, ...stars }));
    const late = { '0001_late.sql': 'create table late (id int);' };
    const merged = await release({ ...notes, ...stars, ...late });
    expect(await migrate(url, merged)).toEqual(['0001_late.sql']);
  });

  test('that fail leave nothing of themselves', async () => {
    const url = await emptyDatabase();
    const broken = {
      '0002_broken.sql': 'create table half (id int); select nothing from nowhere;',
    };
    const folder = await release({ ...notes, ...broken });
    await expect(migrate(url, folder)).rejects.toThrow('0002_broken.sql failed');
    expect(await tablesIn(url)).toEqual(['notes', 'schema_migrations']);
  });

  test('that were edited after they were applied are refused', async () => {
    const url = await emptyDatabase();
    await migrate(url, await release(notes));
    const edited = await release({ '0001_notes.sql': 'create table notes (text text);' });
    await expect(migrate(url, edited)).rejects.toThrow('0001_notes.sql was edited');
  });

  test('know no way back', async () => {
    const command = ['--import', 'tsx', 'src/db/migrate.ts', 'down'];
    const services = await Promise.all(testServices.map((service) => service()));
    const env = Object.assign({}, process.env, ...services) as NodeJS.ProcessEnv;
    const down = promisify(execFile)(process.execPath, command, { env });
    await expect(down).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is only one way'),
    });
  });

  test('that are missing keep the app from being ready', async () => {
    const url = await emptyDatabase();
    const env = { DATABASE_URL: url };
    const before = await startApi({ env });
    const isComplete = (await findPending(before.deps.db.$client)).length === 0;
    expect((await before.get('/readyz')).status).toBe(isComplete ? 200 : 503);
    await before.close();
    await migrate(url);
    const after = await startApi({ env });
    expect((await after.get('/readyz')).status).toBe(200);
    await after.close();
  });
});

test('seeds fill empty tables, and only those', async () => {
  const api = await startApi({ env: await ownDatabase() });
  const sow = () =>
    withTransaction(api.deps.db, async (transaction) => {
      const sown: boolean[] = [];
      for (const seed of seeds) sown.push(await seed.sow(transaction));
      return sown;
    });
  expect(await sow()).toEqual(seeds.map(() => true));
  expect(await sow()).toEqual(seeds.map(() => false));
  await api.close();
});
