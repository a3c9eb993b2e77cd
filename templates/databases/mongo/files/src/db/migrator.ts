import { readdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import { codeOf } from './server-error.ts';

/** What a file in `migrations/` exports. It may run again after it was cut short, so each step has to bear that. */
export interface Migration {
  readonly up: (db: mongo.Db) => Promise<void>;
}

interface Applied {
  readonly _id: string;
  readonly appliedAt: Date;
}

interface Lock {
  readonly _id: 'migrations';
  readonly until: Date;
}

const FOLDER = new URL('./migrations/', import.meta.url);
const HISTORY = 'schema_migrations';
const LOCKS = 'locks';
const LEASE = 60_000;
const PATIENCE = 120;
const DUPLICATE = 11000;

/** Applies the files that are new, in the order of their names. Of two at once, the second waits and finds nothing to do. */
export async function migrate(db: mongo.Db, folder = FOLDER): Promise<readonly string[]> {
  await takeLock(db, PATIENCE);
  try {
    const pending = await findPending(db, folder);
    for (const name of pending) await apply(db, name, folder);
    return pending;
  } finally {
    await db.collection<Lock>(LOCKS).deleteOne({ _id: 'migrations' });
  }
}

/** Names of the files that this database has not seen. */
export async function findPending(db: mongo.Db, folder = FOLDER): Promise<readonly string[]> {
  const applied = await db.collection<Applied>(HISTORY).distinct('_id');
  return (await listMigrations(folder)).filter((name) => !applied.includes(name));
}

/** `0001-todos`: the source and what was compiled from it are the same migration. */
async function listMigrations(folder: URL): Promise<readonly string[]> {
  const files = await readdir(folder);
  const names = files
    .filter((file) => /(?<!\.d)\.[jt]s$/.test(file))
    .map((file) => file.slice(0, -3));
  return names.sort();
}

async function apply(db: mongo.Db, name: string, folder: URL): Promise<void> {
  const extension = import.meta.url.slice(-3);
  const { up } = (await import(new URL(name + extension, folder).href)) as Migration;
  try {
    await up(db);
  } catch (cause) {
    throw new Error(`${name} failed`, { cause });
  }
  await db.collection<Applied>(HISTORY).insertOne({ _id: name, appliedAt: new Date() });
}

/** A lock whose holder died is free when its lease is over. */
async function takeLock(db: mongo.Db, tries: number): Promise<void> {
  const now = new Date();
  const until = new Date(now.getTime() + LEASE);
  try {
    await db
      .collection<Lock>(LOCKS)
      .updateOne({ _id: 'migrations', until: { $lt: now } }, { $set: { until } }, { upsert: true });
  } catch (error) {
    if (codeOf(error) !== DUPLICATE) throw error;
    if (tries === 0) throw new Error('another migration holds the lock', { cause: error });
    await wait(500);
    await takeLock(db, tries - 1);
  }
}
