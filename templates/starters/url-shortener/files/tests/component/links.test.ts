import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { unknownId } from '../support/samples.ts';

const URL = 'https://example.com/a/long/address?with=words#and-more';
const PAST = '2020-01-01T00:00:00.000Z';
const FUTURE = '2999-01-01T00:00:00.000Z';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const shorten = (more: object = {}) => api.post('/links', { url: URL, ...more });
const read = async (id: string) => (await api.get(`/links/${id}`)).body;
/** Like anybody who has the link, whoever they are. */
const follow = (code: string) => fetch(`${api.url}/go/${code}`, { redirect: 'manual' });

describe('an address', () => {
  test('gets a code of seven letters, which leads there', async () => {
    const { status, headers, body } = await shorten();
    expect(status).toBe(201);
    expect(body).toMatchObject({ url: URL, clicks: 0, expiresAt: null });
    expect(body.code).toMatch(/^[A-Za-z0-9]{7}$/);
    expect(headers.get('location')).toBe(`/links/${body.id}`);
    const followed = await follow(body.code);
    expect(followed.status).toBe(302);
    expect(followed.headers.get('location')).toBe(URL);
    expect(followed.headers.get('cache-control')).toBe('no-store');
  });

  test('gets another code each time', async () => {
    const made = await Promise.all(Array.from({ length: 30 }, () => shorten()));
    expect(new Set(made.map(({ body }) => body.code)).size).toBe(30);
  });

  test('gets the code that is asked for, once', async () => {
    const code = `own-${unknownId().slice(0, 8)}`;
    const made = await Promise.all([1, 2, 3].map(() => shorten({ code })));
    expect(made.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await follow(code)).status).toBe(302);
  });

  test.each([
    ['without a host', 'nonsense'],
    ['of another kind', 'ftp://example.com'],
    ['that runs in the browser', 'javascript:alert(1)'],
    ['of this machine', 'http://localhost:3000/admin'],
    ['of a private network', 'http://192.168.1.1/'],
    ['of the machine of a cloud', 'http://169.254.169.254/'],
    ['with a name in front', 'https://bank.example@example.com/'],
    ['that is too long', `https://example.com/${'x'.repeat(2048)}`],
  ])('%s is refused', async (_, url) => {
    const { status, body } = await api.post('/links', { url });
    expect(status).toBe(400);
    expect(body.errors[0].field).toBe('url');
  });

  test.each(['ab', 'a b c', 'a/b', 'ä'.repeat(5), 'x'.repeat(33)])(
    'cannot have the code "%s"',
    async (code) => {
      expect((await shorten({ code })).status).toBe(400);
    },
  );
});

describe('a link', () => {
  test('counts its clicks, all at once, too', async () => {
    const { body } = await shorten();
    await Promise.all(Array.from({ length: 50 }, () => follow(body.code)));
    expect(await read(body.id)).toMatchObject({ clicks: 50, version: 1 });
  });

  test('leads on until it ends, and is gone afterwards', async () => {
    const [ended, lasting] = await Promise.all([
      shorten({ expiresAt: PAST }),
      shorten({ expiresAt: FUTURE }),
    ]);
    const { status, headers } = await follow(ended.body.code);
    expect(status).toBe(410);
    expect(headers.get('content-type')).toMatch('application/problem+json');
    expect((await follow(lasting.body.code)).status).toBe(302);
    expect(await read(ended.body.id)).toMatchObject({ clicks: 0 });
  });

  test.each(['nobody', 'a', '%2e%2e%2f', 'x'.repeat(40)])(
    'that nobody made is not found: %s',
    async (code) => {
      expect((await follow(code)).status).toBe(404);
    },
  );

  test('can be led elsewhere, and keeps its code and its clicks', async () => {
    const { body } = await shorten();
    await follow(body.code);
    const url = 'https://example.org/';
    const patched = await api.patch(`/links/${body.id}`, { url, version: 1 });
    expect(patched.body).toMatchObject({ url, code: body.code, clicks: 1 });
    expect((await follow(body.code)).headers.get('location')).toBe(url);
    const replaced = await api.put(`/links/${body.id}`, { url: URL });
    expect(replaced.body).toMatchObject({ url: URL, code: body.code, clicks: 2 });
    expect(await api.patch(`/links/${body.id}`, { url, version: 1 })).toMatchObject({
      status: 409,
    });
  });

  test.each([
    ['POST', { url: URL, clicks: 1000 }],
    ['PUT', { url: URL, clicks: 1000 }],
    ['PATCH', { clicks: 1000 }],
    ['PATCH', { code: 'another' }],
    ['PATCH', { url: 'http://10.0.0.1/' }],
  ])('cannot be written by %s %j', async (method, body) => {
    const made = await shorten();
    const place = method === 'POST' ? '/links' : `/links/${made.body.id}`;
    const send = { POST: api.post, PUT: api.put, PATCH: api.patch }[method];
    expect(await send?.(place, body)).toMatchObject({ status: 400 });
  });

  test('that is deleted leads nowhere', async () => {
    const { body } = await shorten();
    expect(await api.delete(`/links/${body.id}`)).toMatchObject({ status: 204 });
    expect((await follow(body.code)).status).toBe(404);
    expect(await api.delete(`/links/${body.id}`)).toMatchObject({ status: 404 });
  });

  test('is in the list', async () => {
    const { body } = await shorten();
    const { body: found } = await api.get(`/links?code=${body.code}`);
    expect(found).toEqual([body]);
  });
});
