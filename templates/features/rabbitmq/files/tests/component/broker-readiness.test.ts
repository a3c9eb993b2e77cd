import { describe, expect, onTestFinished, test } from 'vitest';
import { startApi } from '../support/api.ts';
import { startBrokerProxy } from '../support/broker-proxy.ts';
import type { Given } from '../support/environment.ts';
import { amqpUrl, untilThere } from '../support/rabbitmq.ts';

async function start(env: Given) {
  const api = await startApi({ env });
  onTestFinished(api.close);
  return { api, ask: async () => (await api.get('/readyz')).body.checks.rabbitmq as string };
}

test('without a broker the app is ready and says that something is missed', async () => {
  const { api, ask } = await start({ AMQP_URL: '' });
  expect(await ask()).toBe('degraded');
  expect((await api.get('/readyz')).status).toBe(200);
});

test('production does not start without the address of a broker', async () => {
  const env = { NODE_ENV: 'production', AMQP_URL: '' };
  await expect(startApi({ env })).rejects.toThrow('AMQP_URL is needed in production');
});

describe.skipIf(amqpUrl() === '')('a broker', () => {
  test('that is away at the start, comes, and goes again, is no reason to be unready or to restart', async () => {
    await untilThere();
    const proxy = await startBrokerProxy(amqpUrl());
    onTestFinished(proxy.close);
    proxy.cut();
    const { api, ask } = await start({ AMQP_URL: proxy.url });
    expect(await ask()).toBe('degraded');
    proxy.restore();
    await expect.poll(ask, { timeout: 15_000, interval: 300 }).toBe('ok');
    proxy.cut();
    await expect.poll(ask, { timeout: 15_000, interval: 300 }).toBe('degraded');
    expect((await api.get('/readyz')).status).toBe(200);
  });
});
