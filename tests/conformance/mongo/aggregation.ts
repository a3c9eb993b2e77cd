import type { Document } from 'mongodb';
import { expect } from 'vitest';
import { failure, ids } from './fixture.ts';
import type { Check } from './fixture.ts';

import { orders } from './orders.ts';

export function aggregation(check: Check) {
  const cases: [string, Document[], Document[]][] = [
    [
      '$match, $sort, $skip and $limit',
      [
        { $match: { user: 'a' } },
        { $sort: { _id: -1 } },
        { $skip: 1 },
        { $limit: 1 },
        { $project: { _id: 1 } },
      ],
      [{ _id: 1 }],
    ],
    [
      '$project',
      [
        { $match: { _id: 1 } },
        { $project: { _id: 0, user: 1, skus: '$items.sku', count: { $size: '$items' } } },
      ],
      [{ user: 'a', skus: ['x', 'y'], count: 2 }],
    ],
    [
      '$set and $unset',
      [
        { $match: { _id: 3 } },
        { $set: { 'a.b': { $concat: ['$user', '!'] } } },
        { $unset: ['items', 'at', 'total'] },
      ],
      [{ _id: 3, user: 'a', a: { b: 'a!' } }],
    ],
    [
      '$group with sums',
      [
        {
          $group: {
            _id: '$user',
            total: { $sum: '$total' },
            count: { $sum: 1 },
            first: { $min: '$_id' },
            last: { $max: '$_id' },
          },
        },
        { $sort: { _id: 1 } },
      ],
      [
        { _id: 'a', total: 1110, count: 2, first: 1, last: 3 },
        { _id: 'b', total: 20, count: 1, first: 2, last: 2 },
      ],
    ],
    [
      '$group of all',
      [
        { $group: { _id: null, users: { $addToSet: '$user' }, average: { $avg: '$_id' } } },
        { $set: { users: { $size: '$users' } } },
      ],
      [{ _id: null, users: 2, average: 2 }],
    ],
    [
      '$group by several fields',
      [
        { $unwind: '$items' },
        { $group: { _id: { user: '$user', sku: '$items.sku' }, n: { $sum: '$items.n' } } },
        { $sort: { _id: 1 } },
      ],
      [
        { _id: { user: 'a', sku: 'x' }, n: 1 },
        { _id: { user: 'a', sku: 'y' }, n: 2 },
        { _id: { user: 'b', sku: 'x' }, n: 5 },
      ],
    ],
    [
      '$group with $push, $first and $last',
      [
        { $sort: { _id: 1 } },
        {
          $group: {
            _id: '$user',
            ids: { $push: '$_id' },
            first: { $first: '$_id' },
            last: { $last: '$_id' },
          },
        },
        { $sort: { _id: 1 } },
      ],
      [
        { _id: 'a', ids: [1, 3], first: 1, last: 3 },
        { _id: 'b', ids: [2], first: 2, last: 2 },
      ],
    ],
    [
      '$unwind',
      [{ $unwind: '$items' }, { $project: { sku: '$items.sku' } }, { $sort: { _id: 1, sku: 1 } }],
      [
        { _id: 1, sku: 'x' },
        { _id: 1, sku: 'y' },
        { _id: 2, sku: 'x' },
      ],
    ],
    [
      '$unwind that keeps empty arrays',
      [
        { $unwind: { path: '$items', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
        { $sort: { _id: 1, i: 1 } },
        { $project: { i: 1 } },
      ],
      [
        { _id: 1, i: 0 },
        { _id: 1, i: 1 },
        { _id: 2, i: 0 },
        { _id: 3, i: null },
      ],
    ],
    ['$count', [{ $match: { user: 'a' } }, { $count: 'n' }], [{ n: 2 }]],
    ['$count of nothing', [{ $match: { user: 'z' } }, { $count: 'n' }], []],
    [
      '$sortByCount',
      [{ $sortByCount: '$user' }],
      [
        { _id: 'a', count: 2 },
        { _id: 'b', count: 1 },
      ],
    ],
    [
      '$replaceRoot',
      [
        { $match: { _id: 2 } },
        { $replaceRoot: { newRoot: { $mergeObjects: [{ a: 1 }, { user: '$user' }] } } },
      ],
      [{ a: 1, user: 'b' }],
    ],
    [
      '$facet',
      [
        { $sort: { _id: 1 } },
        { $facet: { page: [{ $limit: 1 }, { $project: { _id: 1 } }], total: [{ $count: 'n' }] } },
      ],
      [{ page: [{ _id: 1 }], total: [{ n: 3 }] }],
    ],
  ];
  for (const [title, pipeline, expected] of cases) {
    check(`aggregate: ${title}`, async ({ fresh }) => {
      const collection = await fresh(orders);
      expect(await collection.aggregate(pipeline).toArray()).toEqual(expected);
    });
  }
  check('aggregate: $sample takes some without repeating', async ({ fresh }) => {
    const collection = await fresh(Array.from({ length: 20 }, (_, _id) => ({ _id })));
    const found = await ids(collection.aggregate([{ $sample: { size: 10 } }]));
    expect(new Set(found).size).toBe(10);
  });
  check('aggregate: $lookup joins by equality', async ({ fresh }) => {
    const users = await fresh([
      { _id: 'a', name: 'Ann' },
      { _id: 'c', name: 'Cy' },
    ]);
    const collection = await fresh(orders);
    const lookup = {
      from: users.collectionName,
      localField: 'user',
      foreignField: '_id',
      as: 'owner',
    };
    const rows = await collection
      .aggregate([{ $lookup: lookup }, { $sort: { _id: 1 } }, { $project: { owner: 1 } }])
      .toArray();
    expect(rows).toEqual([
      { _id: 1, owner: [{ _id: 'a', name: 'Ann' }] },
      { _id: 2, owner: [] },
      { _id: 3, owner: [{ _id: 'a', name: 'Ann' }] },
    ]);
  });
  check('aggregate: $lookup runs a pipeline with variables', async ({ fresh }) => {
    const products = await fresh([
      { _id: 'x', price: 3 },
      { _id: 'y', price: 4 },
    ]);
    const collection = await fresh(orders);
    const pipeline = [
      { $match: { $expr: { $in: ['$_id', '$$skus'] } } },
      { $sort: { _id: 1 } },
      { $project: { _id: 1 } },
    ];
    const lookup = {
      from: products.collectionName,
      let: { skus: '$items.sku' },
      pipeline,
      as: 'found',
    };
    const rows = await collection
      .aggregate([{ $sort: { _id: 1 } }, { $lookup: lookup }, { $project: { found: 1 } }])
      .toArray();
    expect(rows).toEqual([
      { _id: 1, found: [{ _id: 'x' }, { _id: 'y' }] },
      { _id: 2, found: [{ _id: 'x' }] },
      { _id: 3, found: [] },
    ]);
  });
  check('aggregate: an unknown stage is error 40324', async ({ fresh }) => {
    const collection = await fresh(orders);
    expect((await failure(collection.aggregate([{ $nope: 1 }]).toArray())).code).toBe(40324);
  });
  check('aggregate: an unknown expression is error 168', async ({ fresh }) => {
    const collection = await fresh(orders);
    const pipeline = [{ $project: { a: { $nope: 1 } } }];
    expect((await failure(collection.aggregate(pipeline).toArray())).code).toBeOneOf([168, 31325]);
  });
}
