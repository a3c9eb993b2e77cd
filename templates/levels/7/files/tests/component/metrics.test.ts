import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { probe } from '../support/probe.ts';

const routes = [probe('/probes/:id', () => 'fine')];

describe('metrics', () => {
  let api: Api;
  let text: () => Promise<string>;

  beforeAll(async () => {
    api = await startApi({ routes, env: { METRICS_PORT: '0' } });
    const address = `http://127.0.0.1:${api.deps.metrics.server?.port}/metrics`;
    text = async () => (await fetch(address)).text();
  });
  afterAll(() => api.close());

  const seriesOf = async (name: string) =>
    (await text()).split('\n').filter((line) => line.startsWith(name));

  test('are not to be had where the public asks', async () => {
    expect(await api.get('/metrics')).toMatchObject({ status: 404 });
    expect(api.deps.metrics.server?.port).not.toBe(api.port);
  });

  test('count and time a request under the pattern of its route', async () => {
    await api.post('/probes/1', {});
    await api.post('/probes/2', {});
    const counts = await seriesOf(
      'http_request_duration_seconds_count{method="POST",route="/probes',
    );
    expect(counts).toEqual([
      'http_request_duration_seconds_count{method="POST",route="/probes/:id",status="200"} 2',
    ]);
  });

  test('tell what went wrong apart', async () => {
    await api.get('/probes/1');
    expect(
      await seriesOf('http_request_duration_seconds_count{method="GET",route="/probes'),
    ).toEqual([
      'http_request_duration_seconds_count{method="GET",route="/probes/:id",status="405"} 1',
    ]);
  });

  test('hold one series for a thousand addresses that lead nowhere', async () => {
    for (let round = 0; round < 50; round += 1) {
      const paths = Array.from({ length: 20 }, (_, place) => `/nowhere/${round}-${place}`);
      await Promise.all(paths.map((path) => api.get(path)));
    }
    const counts = await seriesOf('http_request_duration_seconds_count');
    const routes = counts.map((line) => /route="([^"]*)"/.exec(line)?.[1]);
    expect([...new Set(routes)].sort()).toEqual(['/probes/:id', 'unmatched']);
    expect(counts.join()).toContain('route="unmatched",status="404"} 1001');
  });

  test('leave health checks out', async () => {
    await api.get('/livez');
    await api.get('/readyz');
    expect(await text()).not.toMatch(/livez|readyz/);
  });

  test('show how late the event loop is, and who waits for the database', async () => {
    expect(await seriesOf('nodejs_eventloop_lag_p99_seconds')).toHaveLength(1);
    expect(await seriesOf('database_pool_connections')).toEqual([
      expect.stringMatching(/^database_pool_connections\{state="used"\} \d+$/),
      expect.stringMatching(/^database_pool_connections\{state="idle"\} \d+$/),
      expect.stringMatching(/^database_pool_connections\{state="waiting"\} \d+$/),
    ]);
  });

  test('count resources, and never look at handles that may be half gone', async () => {
    expect(await seriesOf('nodejs_active_resources_total')).toHaveLength(1);
    expect(await seriesOf('nodejs_active_handles')).toEqual([]);
    expect(await seriesOf('nodejs_active_requests')).toEqual([]);
  });

  test('are one page and nothing else', async () => {
    const { port } = api.deps.metrics.server ?? {};
    expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(404);
  });
});

test('without METRICS_PORT nobody listens', async () => {
  const api = await startApi();
  expect(api.deps.metrics.server).toBeUndefined();
  await api.close();
});
