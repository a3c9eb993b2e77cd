import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { codeOf } from './sql-state.ts';

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

const FOLDER = new URL('./migrations/', import.meta.url);
// Any number will do, if nobody else locks on it.
const LOCK = 7_319_204;
const UNDEFINED_TABLE = '42P01';
const HISTORY = `create table if not exists schema_migrations (
  name text primary key,
  checksum text not null,
  applied_at timestamptz not null default now()
)`;

/** Applies the files that are new, in the order of their names. Of two at once, the second waits and finds nothing to do. */
export async function migrate(url: string, folder = FOLDER): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    // Who waits for a table makes everybody behind wait, too: rather fail, and try at a quieter hour.
    await client.query("set lock_timeout = '10s'");
    await client.query(HISTORY);
    const pending = pendingOf(migrations, await readHistory(client));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Names of the files that this database has not seen. */
export async function findPending(pool: pg.Pool, folder = FOLDER): Promise<readonly string[]> {
  const names = await listMigrations(folder);
  const applied = await readHistory(pool).catch((error: unknown) => {
    if (codeOf(error) === UNDEFINED_TABLE) return new Map<string, string>();
    throw error;
  });
  return names.filter((name) => !applied.has(name));
}

async function listMigrations(folder: URL): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith('.sql')).sort();
}

async function readMigrations(folder: URL): Promise<readonly Migration[]> {
  const names = await listMigrations(folder);
  return Promise.all(names.map((name) => readMigration(name, folder)));
}

async function readMigration(name: string, folder: URL): Promise<Migration> {
  const text = await readFile(new URL(name, folder), 'utf8');
  // Git may check out other line ends on another machine.
  const sql = text.replaceAll('\r\n', '\n');
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

/** name → checksum */
async function readHistory(client: pg.Client | pg.Pool): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<Omit<Migration, 'sql'>>(
    'select name, checksum from schema_migrations',
  );
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

function pendingOf(
  migrations: readonly Migration[],
  applied: ReadonlyMap<string, string>,
): readonly Migration[] {
  const edited = migrations.find(
    ({ name, checksum }) => (applied.get(name) ?? checksum) !== checksum,
  );
  if (edited) {
    throw new Error(
      `${edited.name} was edited after it was applied; write a new migration instead`,
    );
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [
      name,
      checksum,
    ]);
    await client.query('commit');
  } catch (cause) {
    throw new Error(`${name} failed; nothing of it was applied`, { cause });
  }
}
