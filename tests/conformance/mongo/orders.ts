export const orders = [
  {
    _id: 1,
    user: 'a',
    total: 1010,
    items: [
      { sku: 'x', n: 1 },
      { sku: 'y', n: 2 },
    ],
    at: new Date('2026-01-05T10:00:00Z'),
  },
  {
    _id: 2,
    user: 'b',
    total: 20,
    items: [{ sku: 'x', n: 5 }],
    at: new Date('2026-01-20T10:00:00Z'),
  },
  { _id: 3, user: 'a', total: 100, items: [], at: new Date('2026-02-01T10:00:00Z') },
];
