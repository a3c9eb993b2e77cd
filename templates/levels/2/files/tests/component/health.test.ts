import { describe, expect, onTestFinished, test } from 'vitest';
import { limits } from '../../src/constants/limits.ts';
import { startApi, type ApiOptions } from '../support/api.ts';

async function start(options: ApiOptions) {
  const api = await startApi(options);
  onTestFinished(api.close);
  return api;
}

describe('liveness', () => {
  test.each(['/livez', '/health'])('is answered by %s whatever else is broken', async (path) => {
    const api = await start({ checks: { database: () => Promise.reject(new Error('gone')) } });
    expect(await api.get(path)).toMatchObject({ status: 200, body: { status: 'ok' } });
  });
});

describe('readiness', () => {
  test('is there when every check passes', async () => {
    const api = await start({ checks: { mail: () => Promise.resolve() } });
    const { status, body } = await api.get('/readyz');
    expect([status, body.status, body.checks.mail]).toEqual([200, 'ok', 'ok']);
  });

  test('names the check that failed and not why', async () => {
    const api = await start({
      checks: { mail: () => Promise.reject(new Error('10.0.0.7 refused')) },
    });
    const { status, body } = await api.get('/readyz');
    expect([status, body.status, body.checks.mail]).toEqual([503, 'unavailable', 'failed']);
    expect(JSON.stringify(body)).not.toContain('10.0.0.7');
  });

  test('stays where something is missed that the app can do without', async () => {
    const api = await start({ checks: { cache: () => Promise.resolve('degraded') } });
    const { status, body } = await api.get('/readyz');
    expect([status, body.status, body.checks.cache]).toEqual([200, 'ok', 'degraded']);
  });

  test('does not wait for a check that hangs', async () => {
    const api = await start({ checks: { mail: () => new Promise(() => undefined) } });
    const startedAt = performance.now();
    expect(await api.get('/readyz')).toMatchObject({ status: 503 });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test('costs one round of checks, however many ask', async () => {
    let rounds = 0;
    const api = await start({ checks: { mail: () => Promise.resolve((rounds += 1)) } });
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: 20 }, () => api.get('/readyz')));
    const lifetimes = Math.floor((performance.now() - startedAt) / limits.readiness.keep);
    expect(rounds).toBeLessThanOrEqual(1 + lifetimes);
  });

  test('ends when the server starts to stop, and liveness does not', async () => {
    const api = await start({});
    expect(await api.get('/readyz')).toMatchObject({ status: 200 });
    api.deps.readiness.drain();
    expect(await api.get('/readyz')).toMatchObject({ status: 503 });
    expect(await api.get('/livez')).toMatchObject({ status: 200 });
  });
});
