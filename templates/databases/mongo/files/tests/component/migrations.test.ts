import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findPending, migrate } from '../../src/db/migrator.ts';
import { startApi } from '../support/api.ts';
import { emptyDatabase } from '../support/database.ts';
import { testServices } from '../support/services.ts';
import { run } from '../support/template.ts';

/** A folder of migrations, as one release has them. */
async function release(files: Readonly<Record<string, string>>): Promise<URL> {
  const folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const names = Object.entries(files);
  await Promise.all(names.map(([name, code]) => writeFile(path.join(folder, name), code)));
  return pathToFileURL(`${folder}/`);
}

const up = (step: string): string => `export const up = (db) => db.collection('notes').${step};`;
const notes = { '0001-notes.ts': up('createIndex({ text: 1 })') };
const stars = { '0002-stars.ts': up('updateMany({}, { $set: { stars: 0 } })') };

const migrateAt = (url: string, folder?: URL) => run(url, (client) => migrate(client.db(), folder));

describe('migrations', () => {
  test('lead from an empty database to the present one, once', async () => {
    const url = await emptyDatabase();
    const [first, second] = await run(url, async (client) => {
      const pending = await findPending(client.db());
      return [pending, await migrate(client.db())] as const;
    });
    expect(second).toEqual(first);
    expect(await migrateAt(url)).toEqual([]);
    expect(await run(url, (client) => findPending(client.db()))).toEqual([]);
  });

  test('that are started twice at once are applied once', async () => {
    const url = await emptyDatabase();
    const both = await Promise.all([migrateAt(url), migrateAt(url)]);
    const all = await run(url, async (client) =>
      client.db().collection('schema_migrations').countDocuments(),
    );
    expect(both.flat()).toHaveLength(all);
  });

  test('keep the data of the release before', async () => {
    const url = await emptyDatabase();
    expect(await migrateAt(url, await release(notes))).toEqual(['0001-notes']);
    await run(url, (client) => client.db().collection('notes').insertOne({ text: 'kept' }));
    expect(await migrateAt(url, await release({ ...notes, ...stars }))).toEqual(['0002-stars']);
    const kept = await run(url, (client) => client.db().collection('notes').find().toArray());
    expect(kept).toMatchObject([{ text: 'kept', stars: 0 }]);
  });

  test('that come late, from another branch, are not skipped', async () => {
    const url = await emptyDatabase();
    await migrateAt(url, await release({ ...notes, ...stars }));
    const late = { '0001-late.ts': up('createIndex({ late: 1 })') };
    expect(await migrateAt(url, await release({ ...notes, ...stars, ...late }))).toEqual([
      '0001-late',
    ]);
  });

  test('that fail are tried again the next time', async () => {
    const url = await emptyDatabase();
    const broken = { '0002-stars.ts': `export const up = () => Promise.reject(new Error('no'));` };
    const failing = migrateAt(url, await release({ ...notes, ...broken }));
    await expect(failing).rejects.toThrow('0002-stars failed');
    expect(await migrateAt(url, await release({ ...notes, ...stars }))).toEqual(['0002-stars']);
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
    const env = { MONGODB_URL: url };
    const isComplete = (await run(url, (client) => findPending(client.db()))).length === 0;
    const before = await startApi({ env });
    expect((await before.get('/readyz')).status).toBe(isComplete ? 200 : 503);
    await before.close();
    await migrateAt(url);
    const after = await startApi({ env });
    expect((await after.get('/readyz')).status).toBe(200);
    await after.close();
  });
});
