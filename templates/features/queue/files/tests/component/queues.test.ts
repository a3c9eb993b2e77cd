import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createLogger } from '../../src/config/logger.ts';
import { openDashboard } from '../../src/jobs/dashboard.ts';
import { openJobQueue } from '../../src/jobs/queue.ts';
import type { QueueEnv } from '../../src/jobs/backend.ts';
import { startApi, type Api } from '../support/api.ts';
import { hasQueue, newQueue } from '../support/queue.ts';

const log = createLogger({ LOG_LEVEL: 'silent' });
const QUEUES = '/queues/api/queues';

describe.skipIf(!hasQueue())('the dashboard of the queues', () => {
  let env: QueueEnv;
  let api: Api;
  beforeAll(async () => {
    env = await newQueue();
    api = await startApi({ dashboard: openDashboard({ env, log }) });
  });
  afterAll(() => api.close());

  test.each(['/queues', QUEUES, '/queues/static/no-such-file.js'])(
    'is for admins alone: %s',
    async (path) => {
      const answers = [
        await api.anonymous.get(path),
        await (await api.as('viewer')).get(path),
        await (await api.as('editor')).get(path),
      ];
      expect(answers.map(({ status }) => status)).toEqual([401, 403, 403]);
      for (const { headers } of answers) {
        expect(headers.get('content-type')).toContain('application/problem+json');
      }
    },
  );

  test('is a page that loads its parts from here', async () => {
    const { status, headers, body } = await api.get('/queues');
    expect([status, headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^text\/html/),
    ]);
    expect(headers.get('x-powered-by')).toBeNull();
    const parts = [...(body as string).matchAll(/(?:src|href)="(static\/[^"]+)"/g)];
    const answers = await Promise.all(parts.map(([, part = '']) => api.get(`/queues/${part}`)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
  });

  test('shows what lies in each queue', async () => {
    const queue = openJobQueue({ env, log });
    await queue.add('greet', { version: 1, data: { name: 'Ada' } });
    await queue.close();
    const { body } = await api.get(`${QUEUES}?activeQueue=jobs&status=waiting`);
    expect(body.queues).toMatchObject([
      { name: 'jobs', readOnlyMode: true, counts: { waiting: 1 }, jobs: [{ name: 'greet' }] },
      { name: 'dead-letters', readOnlyMode: true },
    ]);
    const pages = [await api.get('/queues/queue/jobs'), await api.get('/queues/api/redis/stats')];
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
  });

  test('changes nothing, not even for an admin', async () => {
    const answers = [
      await api.put(`${QUEUES}/pause`),
      await api.put(`${QUEUES}/jobs/empty`),
      await api.post(`${QUEUES}/jobs/add`, { name: 'greet', data: {} }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    const { body } = await api.get(QUEUES);
    expect(body.queues).toMatchObject([{ isPaused: false }, { isPaused: false }]);
  });

  test('may run its own scripts, and no other page may run any', async () => {
    const policyOf = async (path: string) =>
      (await api.get(path)).headers.get('content-security-policy');
    expect(await policyOf('/queues')).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(await policyOf('/queues')).not.toMatch(/script-src[^;]*unsafe|https?:|\*/);
    expect(await policyOf('/users')).toBe("default-src 'none';frame-ancestors 'none'");
    expect(await policyOf('/queues-of-ours')).toBe("default-src 'none';frame-ancestors 'none'");
  });

  test('has nothing at an address it does not know', async () => {
    expect(await api.get('/queues/no/such/thing/at-all')).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });
});

test('queues that cannot be reached are not waited for, and come back by themselves', async () => {
  const nowhere = {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    REDIS_URL: 'redis://127.0.0.1:1',
    REDIS_PREFIX: 'none',
  };
  const env = { ...nowhere };
  const api = await startApi({ dashboard: openDashboard({ env, log }) });
  onTestFinished(api.close);
  expect(await api.get(QUEUES)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  if (!hasQueue()) return;
  Object.assign(env, await newQueue());
  expect((await api.get(QUEUES)).status).toBe(200);
});
