import { ObjectId } from 'mongodb';
import type { Document } from 'mongodb';
import { expect } from 'vitest';
import { failure, ids } from './fixture.ts';
import type { Check } from './fixture.ts';

export function finding(check: Check) {
  const numbers = Array.from({ length: 10 }, (_, n) => ({ _id: n, n: 10 - n, list: [n, n + 1] }));
  check('sort, skip and limit make a page', async ({ fresh }) => {
    const collection = await fresh(numbers);
    expect(await ids(collection.find().sort({ n: 1 }).skip(2).limit(3))).toEqual([7, 6, 5]);
  });
  check('a projection includes or excludes', async ({ fresh }) => {
    const collection = await fresh([{ _id: 1, a: 1, b: { c: 2, d: 3 }, list: [{ e: 4, f: 5 }] }]);
    const project = async (projection: Document) => collection.findOne({}, { projection });
    expect(await project({ a: 1 })).toEqual({ _id: 1, a: 1 });
    expect(await project({ _id: 0, 'b.c': 1, 'list.e': 1 })).toEqual({
      b: { c: 2 },
      list: [{ e: 4 }],
    });
    expect(await project({ b: { d: 0 }, list: 0 })).toEqual({ _id: 1, a: 1, b: { c: 2 } });
    expect(await project({ _id: 0 })).toEqual({ a: 1, b: { c: 2, d: 3 }, list: [{ e: 4, f: 5 }] });
  });
  check('a projection that includes and excludes is an error', async ({ fresh }) => {
    const collection = await fresh(numbers);
    expect((await failure(collection.findOne({}, { projection: { n: 1, list: 0 } }))).code).toBe(
      31254,
    );
    expect((await failure(collection.findOne({}, { projection: { n: 0, list: 1 } }))).code).toBe(
      31253,
    );
  });
  check('a projection slices arrays', async ({ fresh }) => {
    const collection = await fresh([{ _id: 1, list: [1, 2, 3, 4], other: 1 }]);
    const slice = (operand: unknown) =>
      collection.findOne({}, { projection: { list: { $slice: operand } } });
    expect(await slice(-2)).toEqual({ _id: 1, list: [3, 4], other: 1 });
    expect(await slice([1, 2])).toEqual({ _id: 1, list: [2, 3], other: 1 });
  });
  check('a projection picks the element that matched', async ({ fresh }) => {
    const collection = await fresh([{ _id: 1, list: [{ a: 1 }, { a: 2 }, { a: 3 }] }]);
    const found = await collection.findOne({ 'list.a': 2 }, { projection: { 'list.$': 1 } });
    expect(found).toEqual({ _id: 1, list: [{ a: 2 }] });
  });
  check('a projection with $elemMatch picks the first match', async ({ fresh }) => {
    const collection = await fresh([{ _id: 1, list: [{ a: 1 }, { a: 2 }, { a: 3 }] }]);
    const projection = { list: { $elemMatch: { a: { $gt: 1 } } } };
    expect(await collection.findOne({}, { projection })).toEqual({ _id: 1, list: [{ a: 2 }] });
  });
  check('a projection computes fields', async ({ fresh }) => {
    const collection = await fresh([{ _id: 1, a: 2 }]);
    const projection = { double: { $multiply: ['$a', 2] } };
    expect(await collection.findOne({}, { projection })).toEqual({ _id: 1, double: 4 });
  });
  check('count and distinct answer', async ({ fresh }) => {
    const collection = await fresh([...numbers, { _id: 10, n: 1, list: [] }]);
    expect(await collection.countDocuments({ n: { $lte: 2 } })).toBe(3);
    expect(await collection.countDocuments({}, { skip: 4, limit: 5 })).toBe(5);
    expect(await collection.estimatedDocumentCount()).toBe(11);
    expect(await collection.distinct('list', { n: { $gte: 9 } })).toEqual([0, 1, 2]);
    expect(await collection.distinct('n', { _id: { $gte: 8 } })).toEqual([1, 2]);
  });
  check('a keyset page takes what comes after the cursor', async ({ fresh }) => {
    const createdAt = (n: number) => new Date(Date.UTC(2026, 0, 1) + Math.floor(n / 3) * 1000);
    const docs = Array.from({ length: 50 }, (_, n) => ({
      _id: new ObjectId(),
      createdAt: createdAt(n),
    }));
    const collection = await fresh(docs);
    const page = (last?: Document) =>
      collection
        .find(
          last
            ? {
                $or: [
                  { createdAt: { $lt: last['createdAt'] as Date } },
                  { createdAt: last['createdAt'] as Date, _id: { $lt: last['_id'] as ObjectId } },
                ],
              }
            : {},
        )
        .sort({ createdAt: -1, _id: -1 })
        .limit(7)
        .toArray();
    const seen: Document[] = [];
    for (let rows = await page(); rows.length > 0; rows = await page(seen.at(-1)))
      seen.push(...rows);
    expect(seen.map(({ _id }) => String(_id))).toEqual(
      docs.map(({ _id }) => String(_id)).reverse(),
    );
  });
}
