import { Decimal128, Long } from 'mongodb';
import type { Document } from 'mongodb';
import { expect } from 'vitest';
import { ids } from './fixture.ts';
import type { Check } from './fixture.ts';

export function querying(check: Check) {
  const docs = [
    {
      _id: 1,
      n: 1,
      tags: ['a', 'b'],
      nested: { x: 1 },
      items: [
        { sku: 'a', qty: 1 },
        { sku: 'b', qty: 9 },
      ],
    },
    { _id: 2, n: 2, tags: [], nested: { x: null }, items: [{ sku: 'a', qty: 9 }] },
    { _id: 3, n: null, tags: ['b', 'c'], nested: {}, items: [] },
    { _id: 4, tags: 'a', nested: 5 },
    { _id: 5, n: '2', tags: ['x'], nested: [{ x: 1 }, { x: 2 }] },
    { _id: 6, n: 2.5, tags: null },
    { _id: 7, n: 100 },
    { _id: 8, n: [1, 5] },
  ];
  const cases: [string, Document, number[]][] = [
    ['equality', { n: 2 }, [2]],
    ['equality of numbers of other types', { n: Long.fromNumber(2) }, [2]],
    ['null matches null and missing', { n: null }, [3, 4]],
    ['$ne', { n: { $ne: null } }, [1, 2, 5, 6, 7, 8]],
    ['$gt compares within a type', { n: { $gt: 1 } }, [2, 6, 7, 8]],
    ['$lt', { n: { $lt: 100 } }, [1, 2, 6, 8]],
    ['$gte with a string', { n: { $gte: '' } }, [5]],
    ['$in', { n: { $in: [1, '2', null] } }, [1, 3, 4, 5, 8]],
    ['$in with a pattern', { tags: { $in: [/^c/] } }, [3]],
    ['$nin', { tags: { $nin: ['a', 'b'] } }, [2, 5, 6, 7, 8]],
    ['$exists', { n: { $exists: false } }, [4]],
    ['an array element', { tags: 'a' }, [1, 4]],
    ['a whole array', { tags: ['a', 'b'] }, [1]],
    ['an empty array', { tags: [] }, [2]],
    ['$size', { tags: { $size: 2 } }, [1, 3]],
    ['$all', { tags: { $all: ['b', 'c'] } }, [3]],
    ['a path into arrays', { 'items.sku': 'a' }, [1, 2]],
    ['a path with an index', { 'items.0.qty': 1 }, [1]],
    ['a path may match in different elements', { 'items.sku': 'a', 'items.qty': 9 }, [1, 2]],
    ['$elemMatch matches in one element', { items: { $elemMatch: { sku: 'a', qty: 9 } } }, [2]],
    ['$elemMatch with operators', { n: { $elemMatch: { $gt: 4, $lt: 6 } } }, [8]],
    ['a nested path that is null or missing', { 'nested.x': null }, [2, 3, 4, 6, 7, 8]],
    ['a whole sub-document', { nested: { x: 1 } }, [1, 5]],
    ['$type', { n: { $type: 'string' } }, [5]],
    ['$type of several', { n: { $type: ['null', 'double'] } }, [3, 6]],
    ['$type number', { n: { $type: 'number' } }, [1, 2, 6, 7, 8]],
    ['$regex with options', { tags: { $regex: '^A', $options: 'i' } }, [1, 4]],
    ['$not', { n: { $not: { $gte: 2 } } }, [1, 3, 4, 5]],
    ['$mod', { n: { $mod: [2, 0] } }, [2, 6, 7]],
    [
      '$and, $or and $nor',
      { $and: [{ $or: [{ n: 1 }, { n: 2 }] }, { $nor: [{ _id: 1 }] }] },
      [2, 8],
    ],
    ['$expr', { $expr: { $eq: ['$_id', '$n'] } }, [1, 2]],
  ];
  for (const [title, filter, expected] of cases) {
    check(`query: ${title}`, async ({ fresh }) => {
      const collection = await fresh(docs);
      expect(await ids(collection.find(filter).sort({ _id: 1 }))).toEqual(expected);
    });
  }
  check('NaN compares with nothing but itself', async ({ fresh }) => {
    const collection = await fresh([
      { _id: 1, n: Number.NaN },
      { _id: 2, n: 1 },
    ]);
    expect(await ids(collection.find({ n: { $lt: 5 } }))).toEqual([2]);
    expect(await ids(collection.find({ n: Number.NaN }))).toEqual([1]);
    expect(await ids(collection.find({ n: { $gte: Number.NaN } }))).toEqual([1]);
    expect(await ids(collection.find().sort({ n: 1 }))).toEqual([1, 2]);
  });
  check('decimals compare by value', async ({ fresh }) => {
    const decimal = (text: string) => Decimal128.fromString(text);
    const collection = await fresh([
      { _id: 1, price: decimal('9.99') },
      { _id: 2, price: decimal('10.00') },
      { _id: 3, price: decimal('10') },
      { _id: 4, price: 10 },
    ]);
    expect(await ids(collection.find({ price: decimal('10.0') }).sort({ _id: 1 }))).toEqual([
      2, 3, 4,
    ]);
    expect(await ids(collection.find({ price: { $lt: decimal('10') } }))).toEqual([1]);
    expect(await ids(collection.find({ price: { $gt: 9.99 } }).sort({ _id: 1 }))).toEqual([
      2, 3, 4,
    ]);
  });
  check('sub-documents are equal only in the same order of fields', async ({ fresh }) => {
    const collection = await fresh([{ _id: 1, o: { a: 1, b: 2 } }]);
    expect(await collection.countDocuments({ o: { a: 1, b: 2 } })).toBe(1);
    expect(await collection.countDocuments({ o: { b: 2, a: 1 } })).toBe(0);
  });
}
