import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseLimits } from '../../src/constants/database-limits.ts';
import { createLogger } from '../../src/config/logger.ts';
import { translateDatabaseError } from '../../src/db/errors.ts';
import { recordModel } from '../../src/db/record.ts';
import { withTransaction } from '../../src/db/transaction.ts';
import { closeDatabase, openDatabase, type Database } from '../../src/db/client.ts';
import { testDatabase } from '../support/database.ts';

interface Thing {
  readonly _id: string;
  readonly name: string;
}

let db: Database;
const things = () => db.collection<Thing>('things');

beforeAll(async () => {
  const { MONGODB_URL = '' } = await testDatabase();
  const log = createLogger({ LOG_LEVEL: 'silent' });
  db = await openDatabase({ MONGODB_URL, MONGO_POOL_MAX: 10 }, log);
  await things().createIndex({ name: 1 }, { unique: true });
});
afterAll(() => closeDatabase(db));

const insert = (_id: string, session?: Parameters<Parameters<typeof withTransaction>[1]>[0]) =>
  things().insertOne({ _id, name: _id }, session ? { session } : {});

describe('a transaction', () => {
  test('leaves nothing behind when its work fails, at whatever step', async () => {
    for (const failing of [0, 1, 2]) {
      const work = withTransaction(db, async (session) => {
        for (const step of [0, 1, 2]) {
          if (step === failing) throw new Error('a fault');
          await insert(`step-${failing}-${step}`, session);
        }
      });
      await expect(work).rejects.toThrow('a fault');
    }
    expect(await things().countDocuments({ _id: /^step/ })).toBe(0);
  });

  test('is there as a whole after its commit', async () => {
    await withTransaction(db, async (session) => {
      await insert('whole-1', session);
      await insert('whole-2', session);
    });
    expect(await things().countDocuments({ _id: /^whole/ })).toBe(2);
  });

  test('is tried again when another one wrote the same document, and no change is lost', async () => {
    const counters = db.collection<{ _id: string; count: number }>('counters');
    await counters.insertOne({ _id: 'one', count: 0 });
    const increase = () =>
      withTransaction(
        db,
        async (session) => {
          const found = await counters.findOne({ _id: 'one' }, { session });
          await counters.updateOne(
            { _id: 'one' },
            { $set: { count: (found?.count ?? 0) + 1 } },
            { session },
          );
        },
        { retries: 50 },
      );
    await Promise.all(Array.from({ length: 5 }, increase));
    expect(await counters.findOne({ _id: 'one' })).toMatchObject({ count: 5 });
  });

  test('gives up after the retries it was given', async () => {
    let attempts = 0;
    const conflict = Object.assign(new Error('conflict'), { hasErrorLabel: () => true });
    const work = withTransaction(
      db,
      () => {
        attempts += 1;
        return Promise.reject(conflict);
      },
      { retries: 2 },
    );
    await expect(work).rejects.toBe(conflict);
    expect(attempts).toBe(3);
  });
});

test('of ten inserts of one value at once, one succeeds and nine are a conflict', async () => {
  const inserts = Array.from({ length: 10 }, (_, place) =>
    things().insertOne({ _id: `race-${place}`, name: 'race' }),
  );
  const results = await Promise.allSettled(inserts);
  const failed = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  );
  expect(failed).toHaveLength(9);
  expect(new Set(failed.map((error) => translateDatabaseError(error)?.code))).toEqual(
    new Set(['conflict']),
  );
});

test('a limit in the address wins over ours, which holds where the address names none', () => {
  const { waitQueueTimeoutMS, socketTimeoutMS } = db.getClient().options;
  expect(waitQueueTimeoutMS).toBe(30_000);
  expect(socketTimeoutMS).toBe(databaseLimits.socketTimeoutMS);
});

test('a write that waits for a document somebody holds ends in time', async () => {
  const held = recordModel(db, 'held', { name: { type: 'String', required: true } });
  await held.create({ _id: 'one', name: 'before' });
  const session = await db.startSession();
  session.startTransaction();
  await held.updateOne({ _id: 'one' }, { $set: { name: 'theirs' } }, { session });
  const startedAt = performance.now();
  const waiting = held.findOneAndUpdate({ _id: 'one' }, { $set: { name: 'mine' } });
  const error: unknown = await waiting.exec().catch((reason: unknown) => reason);
  expect(translateDatabaseError(error)?.code).toBe('unavailable');
  expect(performance.now() - startedAt).toBeLessThan(8_000);
  await session.abortTransaction();
  await session.endSession();
});

test('an error nobody knows is not translated', () => {
  expect(translateDatabaseError(new Error('other'))).toBeUndefined();
  expect(translateDatabaseError('other')).toBeUndefined();
});
