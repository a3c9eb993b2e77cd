import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { route } from '../../src/routes/route.ts';
import { startApi, type Api } from '../support/api.ts';
import { probe } from '../support/probe.ts';
import { sendRaw } from '../support/raw.ts';

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

/** Over a socket: `fetch` looks after caches itself, and asks for nothing to be kept. */
const askAgain = (etag: string): Promise<string> =>
  sendRaw(
    api.port,
    `GET /quote HTTP/1.1\r\nHost: a\r\nConnection: close\r\nIf-None-Match: ${etag}\r\n\r\n`,
  );

test('who has the answer already is told so, without a body, until it changes', async () => {
  const { headers } = await api.get('/quote');
  const etag = headers.get('etag') ?? '';
  expect(headers.get('cache-control')).toBe('private, no-cache');
  const again = await askAgain(etag);
  expect(again).toContain('HTTP/1.1 304');
  expect(again.endsWith('\r\n\r\n')).toBe(true);
  price = 2;
  const changed = await askAgain(etag);
  expect(changed).toContain('HTTP/1.1 200');
  expect(changed).toContain('{"price":2}');
});

test('answers to a change are kept by nobody', async () => {
  const { headers } = await api.post('/order', {});
  expect(headers.get('cache-control')).toBe('no-store');
});

test('a route may let a CDN keep its answer', async () => {
  const { headers } = await api.get('/shared');
  expect(headers.get('cache-control')).toBe('public, s-maxage=60');
});
