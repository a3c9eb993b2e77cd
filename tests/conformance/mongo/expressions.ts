import { Decimal128 } from 'mongodb';
import type { Document } from 'mongodb';
import { expect } from 'vitest';
import type { Check } from './fixture.ts';
import { orders } from './orders.ts';

export function expressions(check: Check) {
  const decimal = (text: string) => Decimal128.fromString(text);
  const cases: [string, Document[], Document[]][] = [
    [
      'expressions',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            _id: 0,
            gt: { $gt: ['$total', 1000] },
            cond: { $cond: [{ $eq: ['$user', 'a'] }, 'yes', 'no'] },
            none: { $ifNull: ['$missing', 'none'] },
            sum: { $add: ['$total', 5] },
            in: { $in: ['x', '$items.sku'] },
          },
        },
      ],
      [{ gt: true, cond: 'yes', none: 'none', sum: 1015, in: true }],
    ],
    [
      '$map, $filter and $reduce',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            _id: 0,
            m: { $map: { input: '$items', as: 'i', in: { $multiply: ['$$i.n', 2] } } },
            f: { $filter: { input: '$items', as: 'i', cond: { $gt: ['$$i.n', 1] } } },
            r: {
              $reduce: { input: '$items.n', initialValue: 0, in: { $add: ['$$value', '$$this'] } },
            },
          },
        },
      ],
      [{ m: [2, 4], f: [{ sku: 'y', n: 2 }], r: 3 }],
    ],
    [
      'dates',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            _id: 0,
            month: { $dateToString: { date: '$at', format: '%Y-%m' } },
            day: { $dayOfMonth: '$at' },
            week: { $dateTrunc: { date: '$at', unit: 'month' } },
          },
        },
      ],
      [{ month: '2026-01', day: 5, week: new Date('2026-01-01T00:00:00Z') }],
    ],
    [
      'conversions',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            _id: 0,
            s: { $toString: '$total' },
            i: { $toInt: '7' },
            d: { $toDecimal: '1.50' },
            t: { $type: '$total' },
          },
        },
      ],
      [{ s: '1010', i: 7, d: decimal('1.50'), t: 'int' }],
    ],
  ];
  for (const [title, pipeline, expected] of cases) {
    check(`aggregate: ${title}`, async ({ fresh }) => {
      const collection = await fresh(orders);
      expect(await collection.aggregate(pipeline).toArray()).toEqual(expected);
    });
  }
  check('aggregate: decimals are added exactly', async ({ fresh }) => {
    const prices = ['0.10', '0.20', '10.05'].map((text, _id) => ({ _id, price: decimal(text) }));
    const collection = await fresh(prices);
    const totals = { _id: null, sum: { $sum: '$price' }, average: { $avg: '$price' } };
    const [row] = await collection.aggregate([{ $group: totals }]).toArray();
    expect([String(row?.['sum']), String(row?.['average'])]).toEqual(['10.35', '3.45']);
    const tax = { $set: { tax: { $round: [{ $multiply: ['$price', decimal('0.19')] }, 2] } } };
    const rows = await collection.aggregate([tax, { $sort: { _id: 1 } }]).toArray();
    expect(rows.map((doc) => String(doc['tax']))).toEqual(['0.02', '0.04', '1.91']);
  });
}
