import type { ClientSession, MongoClient } from 'mongodb';
import { expect } from 'vitest';
import { failure, ids } from './fixture.ts';
import type { Check } from './fixture.ts';

export function transactions(check: Check) {
  const begin = (client: MongoClient) => {
    const session = client.startSession();
    session.startTransaction();
    return session;
  };
  const stop = async (...sessions: ClientSession[]) => {
    for (const session of sessions) {
      if (session.inTransaction()) await session.abortTransaction();
      await session.endSession();
    }
  };
  check('a commit shows everything at once', async ({ client, fresh }) => {
    const collection = await fresh([{ _id: 1, n: 1 }]);
    const session = begin(client);
    await collection.insertOne({ _id: 2 }, { session });
    await collection.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
    expect(await collection.countDocuments({}, { session })).toBe(2);
    expect(await collection.find().toArray()).toEqual([{ _id: 1, n: 1 }]);
    await session.commitTransaction();
    await session.commitTransaction();
    expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 2 },
      { _id: 2 },
    ]);
    await stop(session);
  });
  check('an abort leaves nothing behind', async ({ client, db, fresh }) => {
    const collection = await fresh([{ _id: 1, n: 1 }]);
    await collection.createIndex({ n: 1 }, { unique: true });
    const other = await fresh();
    const session = begin(client);
    await collection.deleteOne({ _id: 1 }, { session });
    await collection.insertOne({ _id: 3, n: 1 }, { session });
    await other.insertOne({ _id: 4 }, { session });
    await session.abortTransaction();
    expect(await collection.find().toArray()).toEqual([{ _id: 1, n: 1 }]);
    expect(await db.listCollections({ name: other.collectionName }).toArray()).toEqual([]);
    expect((await failure(collection.insertOne({ n: 1 }))).code).toBe(11000);
    await collection.insertOne({ _id: 3, n: 2 });
    await stop(session);
  });
  check('an error of the callback rolls back', async ({ client, fresh }) => {
    const collection = await fresh([{ _id: 1, n: 1 }]);
    const work = client.withSession((session) =>
      session.withTransaction(async () => {
        await collection.updateOne({ _id: 1 }, { $set: { n: 2 } }, { session });
        throw new Error('no');
      }),
    );
    await expect(work).rejects.toThrow('no');
    expect(await collection.findOne({})).toEqual({ _id: 1, n: 1 });
  });
  check('a transaction reads its snapshot', async ({ client, fresh }) => {
    const collection = await fresh([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    const session = begin(client);
    expect(await collection.countDocuments({}, { session })).toBe(2);
    await collection.updateOne({ _id: 1 }, { $set: { n: 100 } });
    await collection.deleteOne({ _id: 2 });
    await collection.insertOne({ _id: 3, n: 3 });
    expect(await collection.find({}, { session }).sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    expect(await collection.findOne({ _id: 1 }, { session })).toEqual({ _id: 1, n: 1 });
    const sum = [{ $group: { _id: null, n: { $sum: '$n' } } }];
    expect(await collection.aggregate(sum, { session }).toArray()).toEqual([{ _id: null, n: 3 }]);
    await session.commitTransaction();
    expect(await ids(collection.find().sort({ _id: 1 }))).toEqual([1, 3]);
    await stop(session);
  });
  check('the second writer of a document gets a write conflict', async ({ client, fresh }) => {
    const collection = await fresh([{ _id: 1, n: 1 }]);
    const [first, second] = [begin(client), begin(client)];
    await collection.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: first });
    const error = await failure(
      collection.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: second }),
    );
    expect(error).toMatchObject({ code: 112, codeName: 'WriteConflict' });
    expect(error.hasErrorLabel('TransientTransactionError')).toBe(true);
    const late = await failure(collection.findOne({}, { session: second }));
    expect(late.code).toBe(251);
    expect(late.hasErrorLabel('TransientTransactionError')).toBe(true);
    await first.commitTransaction();
    expect(await collection.findOne({})).toEqual({ _id: 1, n: 2 });
    await stop(first, second);
  });
  check('a write to what changed since the snapshot is a conflict', async ({ client, fresh }) => {
    const collection = await fresh([{ _id: 1, n: 1 }]);
    const session = begin(client);
    await collection.findOne({ _id: 1 }, { session });
    await collection.updateOne({ _id: 1 }, { $inc: { n: 1 } });
    expect(
      (await failure(collection.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session }))).code,
    ).toBe(112);
    await stop(session);
  });
  check('two transactions that insert one unique key conflict', async ({ client, fresh }) => {
    const collection = await fresh([{ _id: 0, email: 'first' }]);
    await collection.createIndex({ email: 1 }, { unique: true });
    const [first, second] = [begin(client), begin(client)];
    await collection.insertOne({ email: 'x' }, { session: first });
    expect((await failure(collection.insertOne({ email: 'x' }, { session: second }))).code).toBe(
      112,
    );
    await first.commitTransaction();
    const third = begin(client);
    expect((await failure(collection.insertOne({ email: 'x' }, { session: third }))).code).toBe(
      11000,
    );
    await stop(first, second, third);
  });
  check('unique keys may change hands within a transaction', async ({ client, fresh }) => {
    const collection = await fresh([
      { _id: 1, k: 'a' },
      { _id: 2, k: 'b' },
    ]);
    await collection.createIndex({ k: 1 }, { unique: true });
    const session = begin(client);
    const move = (_id: number, k: string) =>
      collection.updateOne({ _id }, { $set: { k } }, { session });
    await move(1, 'c');
    await move(2, 'a');
    await move(1, 'b');
    await session.commitTransaction();
    expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, k: 'b' },
      { _id: 2, k: 'a' },
    ]);
    expect((await failure(collection.insertOne({ k: 'a' }))).code).toBe(11000);
    expect((await failure(collection.insertOne({ k: 'b' }))).code).toBe(11000);
    await collection.insertOne({ k: 'c' });
    await stop(session);
  });
  check('what a transaction inserts and deletes again is gone', async ({ client, fresh }) => {
    const collection = await fresh([{ _id: 5 }]);
    const session = begin(client);
    await collection.insertOne({ _id: 1 }, { session });
    await collection.deleteOne({ _id: 1 }, { session });
    await collection.deleteOne({ _id: 5 }, { session });
    await collection.insertOne({ _id: 5, again: true }, { session });
    await session.commitTransaction();
    expect(await collection.find().toArray()).toEqual([{ _id: 5, again: true }]);
    await stop(session);
  });
  check('dropping a collection waits for its transactions', async ({ client, fresh }) => {
    const collection = await fresh([{ _id: 1 }]);
    const session = begin(client);
    await collection.insertOne({ _id: 2 }, { session });
    const dropped = collection.drop();
    await session.commitTransaction();
    await dropped;
    expect(await collection.countDocuments()).toBe(0);
    await stop(session);
  });
  check('an error inside ends the transaction', async ({ client, fresh }) => {
    const collection = await fresh([{ _id: 1 }]);
    const session = begin(client);
    await collection.insertOne({ _id: 2 }, { session });
    expect((await failure(collection.insertOne({ _id: 1 }, { session }))).code).toBe(11000);
    expect((await failure(collection.insertOne({ _id: 3 }, { session }))).code).toBe(251);
    await stop(session);
    expect(await collection.countDocuments()).toBe(1);
  });
  check(
    'a plain write waits for the transaction that holds the document',
    async ({ client, fresh }) => {
      const collection = await fresh([{ _id: 1, n: 1 }]);
      const session = begin(client);
      await collection.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
      let isDone = false;
      const plain = collection
        .updateOne({ _id: 1 }, { $inc: { n: 10 } })
        .then(() => (isDone = true));
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(isDone).toBe(false);
      await session.commitTransaction();
      await plain;
      expect(await collection.findOne({})).toEqual({ _id: 1, n: 12 });
      await stop(session);
    },
  );
  check('a plain update of many that had to wait is done once', async ({ client, fresh }) => {
    const collection = await fresh([1, 2, 3].map((_id) => ({ _id, n: 0 })));
    const session = begin(client);
    await collection.updateOne({ _id: 2 }, { $inc: { n: 100 } }, { session });
    const plain = collection.updateMany({}, { $inc: { n: 1 } });
    await new Promise((resolve) => setTimeout(resolve, 30));
    await session.commitTransaction();
    expect(await plain).toMatchObject({ matchedCount: 3, modifiedCount: 3 });
    expect(
      (await collection.find().sort({ _id: 1 }).toArray()).map(({ n }) => n as number),
    ).toEqual([1, 101, 1]);
    await stop(session);
  });
  check('maxTimeMS bounds the wait', async ({ client, fresh }) => {
    const collection = await fresh([{ _id: 1, n: 1 }]);
    const session = begin(client);
    await collection.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
    const waiting = collection.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { maxTimeMS: 50 });
    expect((await failure(waiting)).code).toBe(50);
    await stop(session);
  });
  check('withTransaction retries until all increments are in', async ({ client, fresh }) => {
    const collection = await fresh([{ _id: 1, n: 0 }]);
    const increment = () =>
      client.withSession((session) =>
        session.withTransaction(async () => {
          const doc = await collection.findOne({ _id: 1 }, { session });
          await collection.updateOne(
            { _id: 1 },
            { $set: { n: (doc?.['n'] as number) + 1 } },
            { session },
          );
        }),
      );
    await Promise.all(Array.from({ length: 8 }, increment));
    expect(await collection.findOne({})).toEqual({ _id: 1, n: 8 });
  });
  check('two transactions on different documents both commit', async ({ client, fresh }) => {
    const collection = await fresh([
      { _id: 1, n: 0 },
      { _id: 2, n: 0 },
    ]);
    const [first, second] = [begin(client), begin(client)];
    await collection.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: first });
    await collection.updateOne({ _id: 2 }, { $inc: { n: 1 } }, { session: second });
    await Promise.all([first.commitTransaction(), second.commitTransaction()]);
    expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 1 },
      { _id: 2, n: 1 },
    ]);
    await stop(first, second);
  });
  check('a cursor of a transaction keeps its snapshot', async ({ client, fresh }) => {
    const collection = await fresh(Array.from({ length: 300 }, (_, _id) => ({ _id })));
    const session = begin(client);
    const cursor = collection.find({}, { session, batchSize: 10 });
    await cursor.next();
    await collection.deleteMany({ _id: { $gte: 100 } });
    expect(await cursor.toArray()).toHaveLength(299);
    await stop(session);
  });
  check('createIndexes has no place in a transaction with data', async ({ client, db, fresh }) => {
    const collection = await fresh([{ _id: 1 }]);
    const session = begin(client);
    const command = {
      createIndexes: collection.collectionName,
      indexes: [{ key: { a: 1 }, name: 'a_1' }],
    };
    expect((await failure(db.command(command, { session }))).code).toBe(263);
    await stop(session);
  });
  check('count has no place in a transaction', async ({ client, db, fresh }) => {
    const collection = await fresh([{ _id: 1 }]);
    const session = begin(client);
    expect(
      (await failure(db.command({ count: collection.collectionName }, { session }))).code,
    ).toBe(263);
    await stop(session);
  });
}
