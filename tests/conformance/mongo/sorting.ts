import { Binary, Decimal128, Long, ObjectId } from 'mongodb';
import { expect } from 'vitest';
import { failure, ids } from './fixture.ts';
import type { Check } from './fixture.ts';

export function sorting(check: Check) {
  check('types sort in the order of BSON', async ({ fresh }) => {
    const rows = [
      null,
      -1,
      0.5,
      Long.fromNumber(1),
      1.5,
      'a',
      'b',
      { a: 1 },
      { a: 2 },
      new Binary(Buffer.from('x')),
      new ObjectId('000000000000000000000001'),
      false,
      true,
      new Date(0),
      new Date(1),
      /a/,
    ];
    const docs = rows.map((value, _id) => ({ _id, value }));
    const shuffled = docs.map((doc, n) => docs[(n * 7) % docs.length] ?? doc);
    const collection = await fresh(shuffled);
    const expected = rows.map((_, n) => n);
    expect(await ids(collection.find().sort({ value: 1, _id: 1 }))).toEqual(expected);
    expect(await ids(collection.find().sort({ value: -1, _id: -1 }))).toEqual(expected.reverse());
  });
  check('decimals sort among the other numbers', async ({ fresh }) => {
    const rows = [
      1,
      Decimal128.fromString('1.10'),
      1.2,
      Decimal128.fromString('9'),
      Long.fromNumber(10),
    ];
    const collection = await fresh(rows.map((n, _id) => ({ _id, n })).reverse());
    expect(await ids(collection.find().sort({ n: 1 }))).toEqual([0, 1, 2, 3, 4]);
  });
  check('a missing field sorts as null', async ({ fresh }) => {
    const collection = await fresh([{ _id: 1, n: 1 }, { _id: 2, n: null }, { _id: 3 }]);
    expect(await ids(collection.find().sort({ n: 1, _id: 1 }))).toEqual([2, 3, 1]);
  });
  check('an array sorts by its smallest or largest element', async ({ fresh }) => {
    const collection = await fresh([
      { _id: 1, n: [5, 1] },
      { _id: 2, n: 3 },
      { _id: 3, n: [] },
      { _id: 4, n: [2, 9] },
    ]);
    expect(await ids(collection.find().sort({ n: 1 }))).toEqual([3, 1, 4, 2]);
    expect(await ids(collection.find().sort({ n: -1 }))).toEqual([4, 1, 2, 3]);
  });
  check('strings sort by bytes', async ({ fresh }) => {
    const collection = await fresh(
      ['b', 'B', 'a', 'ä', '\uffee', '😀', ''].map((s, _id) => ({ _id, s })),
    );
    const sorted = await collection.find().sort({ s: 1 }).toArray();
    expect(sorted.map((doc) => doc['s'] as string)).toEqual([
      '',
      'B',
      'a',
      'b',
      'ä',
      '\uffee',
      '😀',
    ]);
  });
  check('a compound sort goes field by field', async ({ fresh }) => {
    const collection = await fresh([
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 1, b: 2 },
      { _id: 3, a: 0, b: 3 },
    ]);
    expect(await ids(collection.find().sort({ a: 1, b: -1 }))).toEqual([3, 2, 1]);
  });
}

export function cursors(check: Check) {
  const docs = Array.from({ length: 2500 }, (_, _id) => ({ _id }));
  check('a cursor reads on over several batches', async ({ fresh }) => {
    const collection = await fresh(docs);
    expect(await ids(collection.find().sort({ _id: 1 }))).toHaveLength(2500);
    expect(await ids(collection.find().sort({ _id: 1 }).batchSize(700))).toEqual(
      docs.map(({ _id }) => _id),
    );
    expect(await ids(collection.find().sort({ _id: 1 }).batchSize(10).limit(25))).toHaveLength(25);
    expect(
      await ids(collection.aggregate([{ $sort: { _id: 1 } }], { batchSize: 1000 })),
    ).toHaveLength(2500);
  });
  check('the first batch has 101 documents', async ({ db, fresh }) => {
    const collection = await fresh(docs);
    const { cursor } = await db.command({ find: collection.collectionName });
    expect(cursor.firstBatch).toHaveLength(101);
    expect(cursor.ns).toBe(`${db.databaseName}.${collection.collectionName}`);
    const id = Long.fromString(String(cursor.id));
    await db.command({ killCursors: collection.collectionName, cursors: [id] });
    const more = { getMore: id, collection: collection.collectionName };
    expect((await failure(db.command(more))).code).toBe(43);
  });
  check('large documents come in batches of at most 16 MB', async ({ fresh }) => {
    const collection = await fresh();
    const text = 'x'.repeat(5_000_000);
    for (let _id = 0; _id < 5; _id += 1) await collection.insertOne({ _id, text });
    expect(await ids(collection.find().sort({ _id: 1 }))).toEqual([0, 1, 2, 3, 4]);
  });
  check('an unknown cursor is error 43', async ({ db }) => {
    expect(
      (await failure(db.command({ getMore: Long.fromNumber(12_345), collection: 'c' }))).code,
    ).toBe(43);
  });
}
