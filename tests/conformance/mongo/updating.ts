import { Decimal128 } from 'mongodb';
import type { Document } from 'mongodb';
import { expect } from 'vitest';
import { failure } from './fixture.ts';
import type { Check, Fixture } from './fixture.ts';

export function updating(check: Check) {
  const update = async (
    { fresh }: Fixture,
    before: Document,
    change: Document | Document[],
    options: { filter?: Document; arrayFilters?: Document[] } = {},
  ) => {
    const collection = await fresh([{ _id: 1, ...before }]);
    const { filter = { _id: 1 }, ...rest } = options;
    const result = await collection.updateOne(filter, change, rest);
    const { _id, ...after } = (await collection.findOne({ _id: 1 })) as Document;
    expect(_id).toBe(1);
    return { after, modified: result.modifiedCount };
  };
  const decimal = (text: string) => Decimal128.fromString(text);
  const cases: [string, Document, Document, Document][] = [
    ['$set', { a: 1 }, { $set: { a: 2, 'b.c': 3 } }, { a: 2, b: { c: 3 } }],
    ['$set in an array', { a: [1, 2] }, { $set: { 'a.1': 9, 'a.3': 4 } }, { a: [1, 9, null, 4] }],
    [
      '$unset',
      { a: 1, b: { c: 1, d: 2 }, l: [1, 2] },
      { $unset: { a: '', 'b.c': '', 'l.0': '' } },
      { b: { d: 2 }, l: [null, 2] },
    ],
    ['$inc', { a: 1 }, { $inc: { a: 2, b: 5 } }, { a: 3, b: 5 }],
    [
      '$inc and $mul of decimals',
      { d: decimal('1.10'), e: decimal('1.10') },
      { $inc: { d: decimal('0.05') }, $mul: { e: 3 } },
      { d: decimal('1.15'), e: decimal('3.30') },
    ],
    ['$mul', { a: 3 }, { $mul: { a: 2, b: 5 } }, { a: 6, b: 0 }],
    ['$min and $max', { a: 5, b: 5 }, { $min: { a: 3 }, $max: { b: 9 } }, { a: 3, b: 9 }],
    ['$rename', { a: 1, b: 2 }, { $rename: { a: 'c' } }, { b: 2, c: 1 }],
    ['$push', { l: [1] }, { $push: { l: 2, m: { x: 1 } } }, { l: [1, 2], m: [{ x: 1 }] }],
    [
      '$push with $each, $position, $sort and $slice',
      { l: [5, 1], m: [{ s: 3 }], p: [9] },
      {
        $push: {
          l: { $each: [4, 2], $sort: 1, $slice: 3 },
          m: { $each: [{ s: 1 }], $sort: { s: 1 } },
          p: { $each: [7, 8], $position: 0 },
        },
      },
      { l: [1, 2, 4], m: [{ s: 1 }, { s: 3 }], p: [7, 8, 9] },
    ],
    [
      '$addToSet',
      { l: [1, { a: 1 }] },
      { $addToSet: { l: { $each: [1, 2, { a: 1 }, { a: 2 }] } } },
      { l: [1, { a: 1 }, 2, { a: 2 }] },
    ],
    ['$pop', { l: [1, 2, 3], m: [1, 2] }, { $pop: { l: 1, m: -1 } }, { l: [1, 2], m: [2] }],
    [
      '$pull',
      { l: [1, 5, 9], m: [{ a: 1, b: 2 }, { a: 2 }] },
      { $pull: { l: { $gte: 5 }, m: { a: 1 } } },
      { l: [1], m: [{ a: 2 }] },
    ],
    ['$pullAll', { l: [1, 2, 1, 3] }, { $pullAll: { l: [1, 3] } }, { l: [2] }],
    ['every array element', { l: [1, 2] }, { $inc: { 'l.$[]': 10 } }, { l: [11, 12] }],
  ];
  for (const [title, before, change, expected] of cases) {
    check(`update: ${title}`, async (fixture) => {
      const { after, modified } = await update(fixture, before, change);
      expect(after).toEqual(expected);
      expect(modified).toBe(1);
    });
  }
  check('update: the positional $ is the element that matched', async (fixture) => {
    const before = {
      items: [
        { sku: 'a', n: 1 },
        { sku: 'b', n: 1 },
      ],
    };
    const { after } = await update(
      fixture,
      before,
      { $set: { 'items.$.n': 5 } },
      { filter: { 'items.sku': 'b' } },
    );
    expect(after).toEqual({
      items: [
        { sku: 'a', n: 1 },
        { sku: 'b', n: 5 },
      ],
    });
  });
  check('update: arrayFilters choose elements', async (fixture) => {
    const before = { items: [{ n: 1 }, { n: 5 }, { n: 9 }] };
    const options = { arrayFilters: [{ 'big.n': { $gte: 5 } }] };
    const { after } = await update(fixture, before, { $inc: { 'items.$[big].n': 100 } }, options);
    expect(after).toEqual({ items: [{ n: 1 }, { n: 105 }, { n: 109 }] });
  });
  check('update: a pipeline computes from the document', async (fixture) => {
    const stages = [{ $set: { total: { $add: ['$a', '$b'] } } }, { $unset: 'a' }];
    const { after } = await update(fixture, { a: 1, b: 2 }, stages);
    expect(after).toEqual({ b: 2, total: 3 });
  });
  check('update: $currentDate sets the time', async (fixture) => {
    const { after } = await update(fixture, {}, { $currentDate: { at: true } });
    expect(Math.abs(Date.now() - (after['at'] as Date).getTime())).toBeLessThan(60_000);
  });
  check('update: nothing changed is not modified', async (fixture) => {
    expect((await update(fixture, { a: 1 }, { $set: { a: 1 } })).modified).toBe(0);
  });
  check('a replacement keeps the _id', async ({ fresh }) => {
    const collection = await fresh([{ _id: 1, a: 1 }]);
    await collection.replaceOne({ a: 1 }, { b: 2 });
    expect(await collection.findOne({})).toEqual({ _id: 1, b: 2 });
    const error = await failure(collection.replaceOne({ _id: 1 }, { _id: 2 }));
    expect(error.code).toBe(66);
  });
  check('an upsert starts from the equalities of the filter', async ({ fresh }) => {
    const collection = await fresh();
    const filter = { sku: 'a', 'nested.x': 1, n: { $gt: 3 }, $and: [{ color: { $eq: 'red' } }] };
    const result = await collection.updateOne(
      filter,
      { $set: { seen: true }, $setOnInsert: { first: 1 } },
      { upsert: true },
    );
    expect(result).toMatchObject({ matchedCount: 0, modifiedCount: 0, upsertedCount: 1 });
    const doc = {
      _id: result.upsertedId,
      sku: 'a',
      nested: { x: 1 },
      color: 'red',
      first: 1,
      seen: true,
    };
    expect(await collection.findOne({})).toEqual(doc);
    await collection.updateOne(
      { sku: 'a' },
      { $set: { seen: false }, $setOnInsert: { first: 2 } },
      { upsert: true },
    );
    expect(await collection.findOne({})).toEqual({ ...doc, seen: false });
  });
  check('an upsert may carry its own _id', async ({ fresh }) => {
    const collection = await fresh();
    const result = await collection.updateOne({ _id: 7 }, { $set: { a: 1 } }, { upsert: true });
    expect(result.upsertedId).toBe(7);
  });
  const mistakesIn: [string, Document, Document, number[]][] = [
    ['an unknown operator', {}, { $nope: { a: 1 } }, [9]],
    ['two operators on one path', {}, { $set: { a: 1 }, $inc: { a: 1 } }, [40]],
    ['operators on a path and its parent', {}, { $set: { a: 1, 'a.b': 2 } }, [40]],
    ['$inc of a string', { a: 'x' }, { $inc: { a: 1 } }, [14]],
    ['$inc by a string', { a: 1 }, { $inc: { a: 'x' } }, [14]],
    ['$push to a number', { a: 1 }, { $push: { a: 1 } }, [2]],
    ['a path through a number', { a: 1 }, { $set: { 'a.b': 1 } }, [28]],
    ['a change of _id', {}, { $set: { _id: 2 } }, [66]],
    ['an empty field name', {}, { $set: { 'a..b': 1 } }, [56]],
  ];
  for (const [title, before, change, codes] of mistakesIn) {
    check(`update: ${title} is error ${codes.join(' or ')}`, async ({ fresh }) => {
      const collection = await fresh([{ _id: 1, ...before }]);
      expect((await failure(collection.updateOne({ _id: 1 }, change))).code).toBeOneOf(codes);
      expect(await collection.findOne({})).toEqual({ _id: 1, ...before });
    });
  }
}
