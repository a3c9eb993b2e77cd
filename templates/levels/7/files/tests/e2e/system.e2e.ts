import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeSystem, docker, untilStatus } from './system.ts';

const { url, services, compose, containersOf } = await describeSystem();

/** What the app needs and is kept running: databases and the like. */
const behindTheApp = Object.keys(services).filter(
  (name) => services[name]?.restart && !['app', 'nginx'].includes(name),
);

beforeAll(() => compose('up', '--build', '--wait'));
afterAll(() => compose('down', '--volumes', '--rmi', 'local', '--timeout', '2'));

const ready = `${url}/readyz`;
const rateLimitKey = async (headers: Readonly<Record<string, string>>) =>
  (await fetch(`${url}/nothing`, { headers })).headers.get('ratelimit-policy');

test('one command brings everything up, and nginx answers for the app', async () => {
  expect((await fetch(ready)).status).toBe(200);
});

test('nginx is published and nothing else is', () => {
  const published = Object.entries(services).filter(([, { ports }]) => ports?.length);
  expect(published.map(([name]) => name)).toEqual(['nginx']);
});

test('both copies of the app get their share', async () => {
  await Promise.all(Array.from({ length: 60 }, () => fetch(`${url}/nothing`)));
  const counts = await Promise.all(
    (await containersOf('app')).map(
      async (id) => (await docker(['logs', id])).split('"path":"/nothing"').length - 1,
    ),
  );
  expect(counts).toHaveLength(2);
  expect(Math.min(...counts)).toBeGreaterThan(5);
});

test('a caller cannot pass for somebody else', async () => {
  const honest = await rateLimitKey({});
  expect(honest).toContain('pk=');
  expect(await rateLimitKey({ 'x-forwarded-for': '203.0.113.7' })).toBe(honest);
});

test('metrics are there for those inside and for nobody else', async () => {
  expect((await fetch(`${url}/metrics`)).status).toBe(404);
  const script = 'fetch("http://127.0.0.1:9464/metrics").then((a) => a.text()).then(console.log)';
  const text = await compose('exec', '--no-TTY', 'app', 'node', '--eval', script);
  expect(text).toContain('http_request_duration_seconds_count');
});

test('a copy that is stopped under load takes no request with it', async () => {
  const statuses = new Map<number | string, number>();
  let isOver = false;
  const callers = Array.from({ length: 10 }, async () => {
    while (!isOver) {
      const status = await fetch(ready).then(
        (answer) => answer.status,
        (error: unknown) => String(error),
      );
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  });
  const [first = ''] = await containersOf('app');
  await sleep(1000);
  await docker(['stop', first]);
  await sleep(1000);
  isOver = true;
  await Promise.all(callers);
  await docker(['start', first]);
  expect([...statuses.keys()]).toEqual([200]);
});

test.each(behindTheApp)('%s goes and comes back, and nobody has to touch the app', async (name) => {
  await compose('stop', name);
  // Long enough for the app to notice: what /readyz has found out is kept for a second.
  await sleep(2000);
  await compose('start', name);
  await untilStatus(ready, 200);
});
