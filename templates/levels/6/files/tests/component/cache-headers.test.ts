import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { route } from '../../src/routes/route.ts';
import { startApi, type Api } from '../support/api.ts';
import { probe } from '../support/probe.ts';

let price = 1;

const quote = route({
  method: 'get',
  path: '/quote',
  summary: 'Tells a price',
  answer: z.object({ price: z.number() }),
  handle: () => ({ price }),
});

const shared = route({
  method: 'get',
  path: '/shared',
  summary: 'Tells everybody the same',
  answer: z.object({}),
  handle: ({ response }) => {
    response.set('Cache-Control', 'public, s-maxage=60');
    return {};
  },
});

let api: Api;
beforeAll(async () => {
  api = await startApi({ routes: [quote, shared, probe('/order', () => ({}))] });
});
afterAll(() => api.close());

test('who has the answer already is told so, without a body, until it changes', async () => {
  const first = await api.get('/quote');
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  const again = await api.get('/quote', { 'if-none-match': etag });
  expect([again.status, again.body]).toEqual([304, '']);
  price = 2;
  const changed = await api.get('/quote', { 'if-none-match': etag });
  expect([changed.status, changed.body]).toEqual([200, { price: 2 }]);
});

test('answers to a change are kept by nobody', async () => {
  const { headers } = await api.post('/order', {});
  expect(headers.get('cache-control')).toBe('no-store');
});

test('a route may let a CDN keep its answer', async () => {
  const { headers } = await api.get('/shared');
  expect(headers.get('cache-control')).toBe('public, s-maxage=60');
});
