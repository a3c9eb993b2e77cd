import { expect } from 'vitest';
import { failure } from './fixture.ts';
import type { Check } from './fixture.ts';

export function indexes(check: Check) {
  check('a unique index refuses a second value', async ({ db, fresh }) => {
    const collection = await fresh([{ _id: 1, email: 'a@b.c' }]);
    await collection.createIndex({ email: 1 }, { unique: true });
    const error = await failure(collection.insertOne({ _id: 2, email: 'a@b.c' }));
    expect(error).toMatchObject({
      code: 11000,
      keyPattern: { email: 1 },
      keyValue: { email: 'a@b.c' },
    });
    expect(error.message).toBe(
      `E11000 duplicate key error collection: ${db.databaseName}.${collection.collectionName} index: email_1 dup key: { email: "a@b.c" }`,
    );
    await collection.insertOne({ _id: 3, email: 'b@b.c' });
    expect(
      (await failure(collection.updateOne({ _id: 3 }, { $set: { email: 'a@b.c' } }))).code,
    ).toBe(11000);
    await collection.deleteOne({ _id: 1 });
    await collection.updateOne({ _id: 3 }, { $set: { email: 'a@b.c' } });
  });
  check('ten registrations at once leave one', async ({ fresh }) => {
    const collection = await fresh();
    await collection.createIndex({ email: 1 }, { unique: true });
    const tries = Array.from({ length: 10 }, () => collection.insertOne({ email: 'x' }));
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
  check('a compound unique index looks at both fields', async ({ fresh }) => {
    const collection = await fresh([{ a: 1, b: 1 }]);
    await collection.createIndex({ a: 1, b: -1 }, { unique: true });
    await collection.insertOne({ a: 1, b: 2 });
    const error = await failure(collection.insertOne({ a: 1, b: 2 }));
    expect(error).toMatchObject({
      code: 11000,
      keyPattern: { a: 1, b: -1 },
      keyValue: { a: 1, b: 2 },
    });
  });
  check('a missing field counts as null in a unique index', async ({ fresh }) => {
    const collection = await fresh([{ other: 1 }]);
    await collection.createIndex({ a: 1 }, { unique: true });
    expect((await failure(collection.insertOne({ other: 2 }))).code).toBe(11000);
  });
  check('a sparse unique index leaves missing fields out', async ({ fresh }) => {
    const collection = await fresh([{ other: 1 }]);
    await collection.createIndex({ a: 1 }, { unique: true, sparse: true });
    await collection.insertOne({ other: 2 });
    await collection.insertOne({ a: null });
    expect((await failure(collection.insertOne({ a: null }))).code).toBe(11000);
  });
  check('a partial unique index looks at its part only', async ({ fresh }) => {
    const collection = await fresh([{ a: 1, active: false }]);
    const partialFilterExpression = { active: true };
    await collection.createIndex({ a: 1 }, { unique: true, partialFilterExpression });
    await collection.insertOne({ a: 1, active: false });
    await collection.insertOne({ a: 1, active: true });
    expect((await failure(collection.insertOne({ a: 1, active: true }))).code).toBe(11000);
  });
  check('a unique index over an array looks at every element', async ({ fresh }) => {
    const collection = await fresh([{ tags: ['a', 'b'] }]);
    await collection.createIndex({ tags: 1 }, { unique: true });
    expect((await failure(collection.insertOne({ tags: ['b', 'c'] }))).code).toBe(11000);
  });
  check('a compound index may follow one array, not two', async ({ fresh }) => {
    const collection = await fresh([
      {
        items: [
          { a: 1, b: 1 },
          { a: 2, b: 2 },
        ],
      },
    ]);
    await collection.createIndex({ 'items.a': 1, 'items.b': 1 }, { unique: true });
    await collection.insertOne({ items: [{ a: 1, b: 2 }] });
    expect((await failure(collection.insertOne({ items: [{ a: 2, b: 2 }] }))).code).toBe(11000);
    const other = await fresh();
    await other.createIndex({ a: 1, b: 1 });
    expect((await failure(other.insertOne({ a: [1, 2], b: [1, 2] }))).code).toBe(171);
  });
  check('a unique index cannot be made over duplicates', async ({ fresh }) => {
    const collection = await fresh([{ a: 1 }, { a: 1 }]);
    expect((await failure(collection.createIndex({ a: 1 }, { unique: true }))).code).toBe(11000);
    await collection.insertOne({ a: 1 });
  });
  check('indexes are listed and dropped', async ({ fresh }) => {
    const collection = await fresh([{ a: 1 }]);
    expect(await collection.createIndex({ a: 1, b: -1 })).toBe('a_1_b_-1');
    await collection.createIndex({ email: 1 }, { unique: true, name: 'by email', sparse: true });
    expect(await collection.indexes()).toMatchObject([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1' },
      { v: 2, key: { email: 1 }, name: 'by email', unique: true, sparse: true },
    ]);
    await collection.dropIndex('by email');
    expect((await failure(collection.dropIndex('by email'))).code).toBe(27);
    expect((await failure(collection.dropIndex('_id_'))).code).toBe(72);
    await collection.dropIndexes();
    expect(await collection.indexes()).toHaveLength(1);
  });
  check('the same index twice is one index', async ({ fresh }) => {
    const collection = await fresh();
    await collection.createIndex({ a: 1 });
    await collection.createIndex({ a: 1 });
    expect(await collection.indexes()).toHaveLength(2);
    expect((await failure(collection.createIndex({ b: 1 }, { name: 'a_1' }))).code).toBe(86);
    expect((await failure(collection.createIndex({ a: 1 }, { name: 'other' }))).code).toBe(85);
  });
  check('the same key with other options is error 85 or 86', async ({ fresh }) => {
    const collection = await fresh();
    await collection.createIndex({ a: 1 });
    expect((await failure(collection.createIndex({ a: 1 }, { unique: true }))).code).toBeOneOf([
      85, 86,
    ]);
  });
  check('a TTL index is accepted', async ({ fresh }) => {
    const collection = await fresh();
    await collection.createIndex({ expiresAt: 1 }, { expireAfterSeconds: 60 });
    expect((await collection.indexes())[1]).toMatchObject({ expireAfterSeconds: 60 });
  });
  check('indexes of a collection that is not there are error 26', async ({ fresh }) => {
    const collection = await fresh();
    expect((await failure(collection.indexes())).code).toBe(26);
  });
}
