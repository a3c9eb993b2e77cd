import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Api } from '../support/api.ts';
import { bearer, createPerson, from, startBehindProxy, tokensOf } from '../support/people.ts';

const PAGE = 'https://app.example.com';

let api: Api;
beforeAll(async () => {
  api = await startBehindProxy();
});
afterAll(() => api.close());

type Given = Readonly<Record<string, string>>;

const cookiesOf = ({ headers }: Answer): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

async function signIn(headers: Given = { origin: PAGE }) {
  const { email, password, address } = await createPerson(api);
  const body = { email, password, mode: 'cookie' };
  return api.anonymous.post('/auth/login', body, { ...from(address), ...headers });
}

/** A browser that has signed in, on our page. */
async function browser() {
  const answer = await signIn();
  expect(answer.status).toBe(200);
  const own: Given = {
    cookie: cookiesOf(answer),
    origin: PAGE,
    'x-csrf-token': answer.body.csrfToken as string,
  };
  const without = (name: string): Given =>
    Object.fromEntries(Object.entries(own).filter(([key]) => key !== name));
  return { answer, own, without };
}

const logout = async (headers: Given) =>
  (await api.anonymous.post('/auth/logout', {}, headers)).status;

describe('the cookies of a session', () => {
  test('are out of reach of scripts and of other sites', async () => {
    const { answer } = await browser();
    const cookies = answer.headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.split('=')[0]).sort()).toEqual([
      '__Host-at',
      '__Host-csrf',
      '__Host-rt',
    ]);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; Path=\/(;|$)/);
      expect(cookie).toContain('; HttpOnly');
      expect(cookie).toContain('; Secure');
      expect(cookie).toContain('; SameSite=Strict');
      expect(cookie).not.toContain('Domain');
    }
  });

  test('are all there is: no token stands in the body', async () => {
    const { answer } = await browser();
    expect(Object.keys(answer.body).sort()).toEqual(['csrfToken', 'expiresIn']);
  });

  test('sign a request, and a refresh replaces them', async () => {
    const { own } = await browser();
    expect((await api.anonymous.get('/users/me', { cookie: own['cookie'] ?? '' })).status).toBe(
      200,
    );
    const renewed = await api.anonymous.post('/auth/refresh', {}, own);
    expect(renewed.status).toBe(200);
    expect(cookiesOf(renewed)).not.toBe(own['cookie']);
    const next = { cookie: cookiesOf(renewed), origin: PAGE };
    const csrf = { 'x-csrf-token': renewed.body.csrfToken as string };
    expect(await logout({ ...next, ...csrf })).toBe(204);
    expect((await api.anonymous.get('/users/me', next)).status).toBe(401);
  });

  test('are left alone by a refresh that came too late: another tab may have newer ones', async () => {
    const { own } = await browser();
    await logout(own);
    const refused = await api.anonymous.post('/auth/refresh', {}, own);
    expect([refused.status, refused.headers.getSetCookie()]).toEqual([401, []]);
  });

  test('are gone after a logout', async () => {
    const { own } = await browser();
    const { headers } = await api.anonymous.post('/auth/logout', {}, own);
    const cleared = headers.getSetCookie();
    expect(cleared).toHaveLength(3);
    for (const cookie of cleared) expect(cookie).toContain('Expires=Thu, 01 Jan 1970');
  });
});

describe('a change that cookies sign', () => {
  test('is made from our page, with its token', async () => {
    const { own } = await browser();
    expect(await logout(own)).toBe(204);
  });

  test('is made from a page that this server gave out itself', async () => {
    const { own, without } = await browser();
    expect(await logout({ ...without('origin'), 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await logout({ ...own, origin: api.url, 'sec-fetch-site': 'same-origin' })).toBe(204);
  });

  test.each([
    'https://evil.example',
    'null',
    'https://app.example.com.evil.example',
    'http://app.example.com',
  ])('is refused from a page of %s', async (origin) => {
    const { own } = await browser();
    expect(await logout({ ...own, origin })).toBe(403);
    expect(await logout(own)).toBe(204);
  });

  test('is refused when nothing says which page it was', async () => {
    const { without } = await browser();
    expect(await logout(without('origin'))).toBe(403);
  });

  test('is refused without the token, with a wrong one, and with that of another session', async () => {
    const [{ own, without }, other] = [await browser(), await browser()];
    expect(await logout(without('x-csrf-token'))).toBe(403);
    expect(await logout({ ...own, 'x-csrf-token': 'wrong' })).toBe(403);
    const theirs = other.own['x-csrf-token'] ?? '';
    expect(await logout({ ...own, 'x-csrf-token': theirs })).toBe(403);
    const planted = `${own['cookie']?.replace(/__Host-csrf=[^;]*/, `__Host-csrf=${theirs}`)}`;
    expect(await logout({ ...own, cookie: planted, 'x-csrf-token': theirs })).toBe(403);
  });

  test('is refused as a form, which any page may send', async () => {
    const { own } = await browser();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      expect(await logout({ ...own, 'content-type': type })).toBe(415);
    }
  });

  test('gets its token once more when the page was loaded anew', async () => {
    const { own } = await browser();
    const answer = await api.anonymous.get('/auth/csrf', { cookie: own['cookie'] ?? '' });
    const cookie = own['cookie']?.replace(/__Host-csrf=[^;]*/, cookiesOf(answer)) ?? '';
    const token = answer.body.csrfToken as string;
    expect(await logout({ cookie, origin: PAGE, 'x-csrf-token': token })).toBe(204);
  });
});

describe('signing in with cookies', () => {
  test.each<[string, Given]>([
    ['from another page', { origin: 'https://evil.example' }],
    ['when nothing says which page it was', {}],
  ])('is refused %s', async (_what, headers) => {
    expect((await signIn(headers)).status).toBe(403);
  });
});

test('a request with a token in its header needs none of this', async () => {
  const tokens = await tokensOf(api, await createPerson(api));
  const headers = { ...bearer(tokens), origin: 'https://evil.example' };
  expect(await logout(headers)).toBe(204);
});

test('a header that holds no good token is not made good by cookies', async () => {
  const { own } = await browser();
  expect(await logout({ ...own, authorization: 'Bearer x' })).toBe(401);
  const swapped = await api.anonymous.post('/auth/refresh', {}, { ...own, authorization: 'x' });
  expect(swapped.status).toBe(401);
});
