import { Binary, Decimal128, Long, ObjectId, UUID } from 'mongodb';
import type { Document } from 'mongodb';
import { expect } from 'vitest';
import { failure } from './fixture.ts';
import type { Row, Check } from './fixture.ts';

export function values(check: Check) {
  check('values come back exactly as they were', async ({ fresh }) => {
    const doc = {
      _id: new ObjectId(),
      date: new Date('1969-07-20T20:17:40.123Z'),
      id: new ObjectId('0123456789abcdef01234567'),
      long: Long.fromString('9007199254740993'),
      double: 0.1,
      big: 4_000_000_000,
      binary: new Binary(Buffer.from([0, 1, 255])),
      uuid: new UUID('0b7f7c3a-93a9-4f0c-9b38-9d1c1de3a111'),
      text: 'naïve – 𝄞 – \u0000',
      regex: /a+b/i,
      list: [1, { four: null }],
      nested: { empty: {}, none: [] },
      yes: true,
      nothing: null,
    };
    const collection = await fresh([doc]);
    const found = await collection.findOne({ _id: doc._id });
    expect(found).toEqual(doc);
    expect(Object.keys(found ?? {})).toEqual(Object.keys(doc));
  });
  check('arrays in arrays come back', async ({ fresh }) => {
    const collection = await fresh([{ _id: 1, list: [[1, [2]], []] }]);
    expect(await collection.findOne({})).toEqual({ _id: 1, list: [[1, [2]], []] });
    expect(await collection.countDocuments({ list: [1, [2]] })).toBe(1);
  });
  check('decimals stay exact', async ({ fresh }) => {
    const collection = await fresh([
      { _id: 1, price: Decimal128.fromString('12345678901234567890.123456789000') },
    ]);
    const found = await collection.findOne({});
    expect(String(found?.['price'])).toBe('12345678901234567890.123456789000');
  });
  check('bigints stay exact', async ({ fresh, client, db }) => {
    const collection = await fresh([{ _id: 1, n: 9_007_199_254_740_993n }]);
    const exact = db.collection<Row>(collection.collectionName, { useBigInt64: true });
    expect(await exact.findOne({})).toEqual({ _id: 1, n: 9_007_199_254_740_993n });
    expect(await exact.findOne({ n: { $gt: 9_007_199_254_740_992n } })).not.toBeNull();
    expect(client).toBeDefined();
  });
  check('a field named __proto__ is an ordinary field', async ({ fresh }) => {
    const doc = JSON.parse('{ "_id": 1, "__proto__": { "admin": true } }') as Document;
    const collection = await fresh([doc]);
    await collection.updateOne({ _id: 1 }, { $set: { seen: true } });
    const found = await collection.findOne({ _id: 1 });
    expect(Object.getOwnPropertyNames(found)).toContain('__proto__');
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });
  check('a field named constructor is an ordinary field', async ({ fresh }) => {
    const collection = await fresh([{ _id: 1, car: { constructor: 'Lotus' } }]);
    expect(await collection.countDocuments({ 'car.constructor': 'Lotus' })).toBe(1);
    await collection.updateOne({}, { $set: { 'car.constructor': 'BRM' } });
    expect(await collection.findOne({})).toEqual({ _id: 1, car: { constructor: 'BRM' } });
  });
  check('a document without _id gets one from the server', async ({ db, fresh }) => {
    const collection = await fresh();
    await db.command({ insert: collection.collectionName, documents: [{ a: 1 }] });
    const found = await collection.findOne({ a: 1 });
    expect(found?._id).toBeInstanceOf(ObjectId);
    expect(Object.keys(found ?? {})).toEqual(['_id', 'a']);
  });
  check('an array is no _id', async ({ fresh }) => {
    const collection = await fresh();
    expect((await failure(collection.insertOne({ _id: [1] as never }))).code).toBeOneOf([2, 53]);
  });
}
