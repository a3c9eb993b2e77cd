import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../src/constants/limits.ts';
import { watchEventLoop } from '../../src/utils/event-loop.ts';
import { startApi, type Api } from '../support/api.ts';
import { probe } from '../support/probe.ts';
import { sendRaw } from '../support/raw.ts';

const APP = 'https://app.example.com';

let api: Api;
beforeAll(async () => {
  api = await startApi({ routes: [probe('/probe', () => ({}))] });
});
afterAll(() => api.close());

describe('every answer', () => {
  test.each(['/probe', '/nothing'])(
    'of %s forbids what a browser might do with it',
    async (path) => {
      const { headers } = await api.post(path, {});
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      });
    },
  );

  test.each(['/livez', '/nothing'])('of %s is silent about the framework', async (path) => {
    expect((await api.get(path)).headers.get('x-powered-by')).toBeNull();
  });

  test('asks for HTTPS in production and only there', async () => {
    const production = await startApi({ env: { NODE_ENV: 'production' } });
    const [there, here] = [await production.get('/nothing'), await api.get('/nothing')];
    await production.close();
    expect(there.headers.get('strict-transport-security')).toMatch(/max-age=31536000/);
    expect(here.headers.get('strict-transport-security')).toBeNull();
  });
});

describe('a web page', () => {
  const ask = (origin: string, method = 'POST') =>
    api.request(method, '/probe', {
      headers: {
        origin,
        'content-type': 'application/json',
        'access-control-request-method': 'POST',
      },
      ...(method === 'POST' && { body: '{}' }),
    });

  test('of a listed origin may read answers and send credentials', async () => {
    const { status, headers } = await ask(APP);
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe(APP);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('access-control-expose-headers')).toContain('Link');
    expect(headers.get('vary')).toContain('Origin');
  });

  test('of a listed origin asks once a day what it may do', async () => {
    const { status, headers } = await ask(APP, 'OPTIONS');
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(headers.get('access-control-max-age')).toBe('86400');
  });

  test.each([
    'https://evil.example',
    'null',
    'https://app.example.com.evil.example',
    'https://app.example.com:8443',
    'http://app.example.com',
  ])('of %s may not read answers', async (origin) => {
    for (const method of ['POST', 'OPTIONS']) {
      const { headers } = await ask(origin, method);
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('of any origin may read answers in development, without credentials', async () => {
    const open = await startApi({ env: { CORS_ORIGINS: '*' } });
    const { headers } = await open.get('/nothing', { origin: 'https://any.example' });
    await open.close();
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });
});

describe('the rate limit', () => {
  const limited = (env: Readonly<Record<string, string>> = {}) =>
    startApi({ env: { RATE_LIMIT_PER_MINUTE: '3', ...env } });

  const statuses = async (target: Api, headersOf: (place: number) => Record<string, string>) => {
    const answers = [];
    for (let place = 0; place < 4; place += 1) {
      answers.push(await target.get('/nothing', headersOf(place)));
    }
    return answers.map(({ status }) => status);
  };

  test('answers 429 to one request too many, and says when to come back', async () => {
    const target = await limited();
    expect(await statuses(target, () => ({}))).toEqual([404, 404, 404, 429]);
    const { headers, body } = await target.get('/nothing');
    await target.close();
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(headers.get('ratelimit')).toMatch(/r=0; t=\d+/);
    expect(headers.get('ratelimit-policy')).toMatch(/q=3; w=60/);
    expect(body).toMatchObject({ status: 429, code: 'rate_limited' });
  });

  test('does not count probes', async () => {
    const target = await limited();
    const answers = await Promise.all(Array.from({ length: 10 }, () => target.get('/livez')));
    await target.close();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  test('believes no X-Forwarded-For when there is no proxy', async () => {
    const target = await limited();
    const forwarded = (place: number) => ({ 'x-forwarded-for': `1.2.3.${place}` });
    const seen = await statuses(target, forwarded);
    await target.close();
    expect(seen).toEqual([404, 404, 404, 429]);
  });

  test('believes the one address that its one proxy added', async () => {
    const target = await limited({ TRUST_PROXY_HOPS: '1' });
    const behindProxy = (place: number) => ({ 'x-forwarded-for': `6.6.6.6, 1.2.3.${place}` });
    const forged = (place: number) => ({ 'x-forwarded-for': `6.6.6.${place}, 9.9.9.9` });
    const seen = [await statuses(target, behindProxy), await statuses(target, forged)];
    await target.close();
    expect(seen).toEqual([
      [404, 404, 404, 404],
      [404, 404, 404, 429],
    ]);
  });
});

test('a server whose event loop is late refuses work, and still answers probes', async () => {
  const busy = await startApi({ eventLoopLag: () => 1_000 });
  const [refused, alive] = [await busy.get('/nothing'), await busy.get('/livez')];
  await busy.close();
  expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(alive.status).toBe(200);
});

test('an event loop that is held up is late, and one that was held up by the start is not', async () => {
  const holdUp = async (): Promise<void> => {
    for (let turn = 0; turn < 3; turn += 1) {
      const until = performance.now() + 400;
      while (performance.now() < until);
      // In its next turn the loop sees how late it is.
      await setImmediate();
      await setImmediate();
    }
  };
  const lag = watchEventLoop();
  await holdUp();
  expect(lag()).toBe(0);
  await holdUp();
  expect(lag()).toBeGreaterThan(limits.eventLoopLag);
});

describe('a slow client', () => {
  const impatient = () =>
    startApi({
      timeouts: { headersTimeout: 150, requestTimeout: 300, connectionsCheckingInterval: 50 },
    });

  test('that sends its headers byte by byte loses the connection', async () => {
    const target = await impatient();
    const startedAt = performance.now();
    const answer = await sendRaw(target.port, 'GET /livez HTTP/1.1\r\nHos');
    await target.close();
    expect(answer).toContain('408');
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test('that never ends its body gets a 408', async () => {
    const target = await impatient();
    const head = 'POST /probe HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
    const answer = await sendRaw(target.port, `${head}Content-Length: 100\r\n\r\n{"text`);
    await target.close();
    expect(answer).toContain('408');
  });
});
