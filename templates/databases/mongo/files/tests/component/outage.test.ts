import { afterEach, beforeEach, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { copyTemplate } from '../support/database.ts';
import { probe } from '../support/probe.ts';
import { startProxy, type Proxy } from '../support/proxy.ts';

let proxy: Proxy;
let api: Api;

beforeEach(async () => {
  const url = new URL(await copyTemplate());
  proxy = await startProxy(Number(url.port));
  url.host = `127.0.0.1:${proxy.port}`;
  // Otherwise the driver asks the server for its address, and goes past the proxy.
  url.searchParams.delete('replicaSet');
  url.searchParams.set('directConnection', 'true');
  const read = probe('/read', async () => {
    await api.deps.db.collection('things').findOne({});
    return 'read';
  });
  const env = { MONGODB_URL: url.href, MONGO_POOL_MAX: '2' };
  api = await startApi({ env, routes: [read] });
});

afterEach(async () => {
  proxy.mend();
  await api.close();
  await proxy.close();
});

const read = () => api.post('/read', {});

async function until(status: number, ask: () => Promise<{ status: number }>): Promise<void> {
  await expect
    .poll(async () => (await ask()).status, { timeout: 30_000, interval: 100 })
    .toBe(status);
}

test('without its database the app is alive, not ready, and both ends by itself', async () => {
  await until(200, () => api.get('/readyz'));
  proxy.cut();
  expect(await api.get('/livez')).toMatchObject({ status: 200 });
  await until(503, () => api.get('/readyz'));
  proxy.mend();
  await until(200, () => api.get('/readyz'));
});

test('a lost database is a 503 that says when to come back, and never ends the process', async () => {
  expect(await read()).toMatchObject({ status: 200 });
  proxy.cut();
  const answers = await Promise.all(Array.from({ length: 10 }, read));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  expect(answers[0]?.headers.get('retry-after')).toBe('1');
  expect(answers[0]?.body).not.toHaveProperty('stack');
  proxy.mend();
  await until(200, read);
});

test('a database that takes questions and gives no answers is a 503, not a wait without end', async () => {
  expect(await read()).toMatchObject({ status: 200 });
  proxy.stall();
  const startedAt = performance.now();
  // Two hold the connections of the pool, the others wait for one.
  const answers = await Promise.all(Array.from({ length: 6 }, read));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  expect(performance.now() - startedAt).toBeLessThan(30_000);
});
