import { expect } from 'vitest';
import { failure } from './fixture.ts';
import type { Check } from './fixture.ts';

export function writing(check: Check) {
  check('a duplicate _id is error 11000', async ({ db, fresh }) => {
    const collection = await fresh([{ _id: 1 }]);
    const error = await failure(collection.insertOne({ _id: 1 }));
    const namespace = `${db.databaseName}.${collection.collectionName}`;
    expect(error.code).toBe(11000);
    expect(error.message).toContain(
      `E11000 duplicate key error collection: ${namespace} index: _id_`,
    );
  });
  check('a duplicate _id says which key and value', async ({ fresh }) => {
    const collection = await fresh([{ _id: 1 }]);
    const error = await failure(collection.insertOne({ _id: 1 }));
    expect(error).toMatchObject({ keyPattern: { _id: 1 }, keyValue: { _id: 1 } });
    expect(error.message).toContain('dup key: { _id: 1 }');
  });
  check('an ordered batch stops at the first error', async ({ fresh }) => {
    const collection = await fresh([{ _id: 2 }]);
    const error = await failure(collection.insertMany([1, 2, 3].map((_id) => ({ _id }))));
    expect(error).toMatchObject({ code: 11000, result: { insertedCount: 1 } });
    expect(await collection.countDocuments()).toBe(2);
  });
  check('an unordered batch goes on', async ({ fresh }) => {
    const collection = await fresh([{ _id: 2 }]);
    const docs = [1, 2, 2, 3].map((_id) => ({ _id }));
    const error = await failure(collection.insertMany(docs, { ordered: false }));
    expect(error['writeErrors']).toMatchObject([
      { index: 1, code: 11000 },
      { index: 2, code: 11000 },
    ]);
    expect(await collection.countDocuments()).toBe(3);
  });
  check('a mixed bulk write counts everything', async ({ fresh }) => {
    const collection = await fresh([
      { _id: 1, n: 1 },
      { _id: 2, n: 1 },
      { _id: 3, n: 1 },
    ]);
    const result = await collection.bulkWrite([
      { insertOne: { document: { _id: 4 } } },
      { updateMany: { filter: { n: 1 }, update: { $set: { n: 2 } } } },
      { updateOne: { filter: { _id: 9 }, update: { $set: { n: 9 } }, upsert: true } },
      { replaceOne: { filter: { _id: 4 }, replacement: { n: 4 } } },
      { deleteOne: { filter: { _id: 1 } } },
    ]);
    expect(result).toMatchObject({
      insertedCount: 1,
      matchedCount: 4,
      modifiedCount: 4,
      deletedCount: 1,
      upsertedCount: 1,
    });
    expect(result.upsertedIds).toEqual({ 2: 9 });
  });
  check('deletes take one or many', async ({ fresh }) => {
    const collection = await fresh([1, 2, 3].map((_id) => ({ _id, a: 1 })));
    expect(await collection.deleteOne({ a: 1 })).toMatchObject({ deletedCount: 1 });
    expect(await collection.deleteMany({ a: 1 })).toMatchObject({ deletedCount: 2 });
    expect(await collection.deleteMany({ a: 1 })).toMatchObject({ deletedCount: 0 });
  });
  check('a document over 16 MB is refused', async ({ fresh }) => {
    const collection = await fresh();
    const text = 'x'.repeat(16 * 1024 * 1024);
    await expect(collection.insertOne({ text })).rejects.toThrow(/too large/i);
    expect(await collection.countDocuments()).toBe(0);
  });
  check('an update that grows over 16 MB is refused', async ({ fresh }) => {
    const collection = await fresh([{ _id: 1, text: 'x'.repeat(9_000_000) }]);
    const grow = collection.updateOne({ _id: 1 }, { $set: { more: 'x'.repeat(9_000_000) } });
    expect((await failure(grow)).code).toBeOneOf([10334, 17419]);
    expect(await collection.findOne({}, { projection: { more: 1 } })).toEqual({ _id: 1 });
  });
  check('an empty batch is error 16', async ({ db }) => {
    expect((await failure(db.command({ insert: 'c', documents: [] }))).code).toBe(16);
  });
}

export function findAndModify(check: Check) {
  check('findOneAndUpdate answers before or after', async ({ fresh }) => {
    const collection = await fresh([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    const inc = { $inc: { n: 10 } };
    expect(await collection.findOneAndUpdate({}, inc, { sort: { n: -1 } })).toEqual({
      _id: 2,
      n: 2,
    });
    expect(await collection.findOneAndUpdate({ _id: 2 }, inc, { returnDocument: 'after' })).toEqual(
      { _id: 2, n: 22 },
    );
    expect(await collection.findOneAndUpdate({ _id: 9 }, inc)).toBeNull();
    const upserted = await collection.findOneAndUpdate({ _id: 9 }, inc, {
      upsert: true,
      returnDocument: 'after',
    });
    expect(upserted).toEqual({ _id: 9, n: 10 });
  });
  check('findOneAndReplace and findOneAndDelete', async ({ fresh }) => {
    const collection = await fresh([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    const options = { returnDocument: 'after', projection: { _id: 0 } } as const;
    expect(await collection.findOneAndReplace({ _id: 1 }, { m: 1 }, options)).toEqual({ m: 1 });
    expect(await collection.findOneAndDelete({ n: 2 })).toEqual({ _id: 2, n: 2 });
    expect(await collection.countDocuments()).toBe(1);
  });
  check('a conditional decrement never oversells', async ({ fresh }) => {
    const collection = await fresh([{ _id: 1, stock: 10 }]);
    const buy = () => collection.updateOne({ _id: 1, stock: { $gt: 0 } }, { $inc: { stock: -1 } });
    const results = await Promise.all(Array.from({ length: 50 }, buy));
    expect(results.filter(({ modifiedCount }) => modifiedCount === 1)).toHaveLength(10);
    expect(await collection.findOne({})).toEqual({ _id: 1, stock: 0 });
  });
}
