import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Api } from '../support/api.ts';
import {
  CALLBACK,
  startFakeGithub,
  type FakeGithub,
  type GithubAccount,
} from '../support/fake-github.ts';
import {
  bearer,
  createPerson,
  login,
  someEmail,
  startBehindProxy,
  tokensOf,
} from '../support/people.ts';

let github: FakeGithub;
let api: Api;
beforeAll(async () => {
  github = await startFakeGithub();
  api = await startBehindProxy({ env: github.env });
});
afterAll(async () => {
  await api.close();
  await github.close();
});

const account = (values: Partial<GithubAccount> = {}): GithubAccount => ({
  id: randomInt(1_000_000_000),
  email: someEmail(),
  isVerified: true,
  ...values,
});

const cookieIn = ({ headers }: Answer, name: string): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .find((cookie) => cookie.startsWith(`${name}=`)) ?? '';

async function depart(path = '/auth/github') {
  const answer = await api.anonymous.get(path);
  expect(answer.status).toBe(302);
  return {
    address: answer.headers.get('location') ?? '',
    cookie: cookieIn(answer, '__Host-oauth'),
  };
}

const arrive = (path: string, cookie: string) => api.anonymous.get(path, { cookie });

/** There and back. */
async function signIn(who: GithubAccount): Promise<Answer> {
  const { address, cookie } = await depart();
  return arrive(github.sayYes(address, who), cookie);
}

const emailOf = async (answer: Answer) => {
  const me = await api.anonymous.get('/users/me', { cookie: cookieIn(answer, '__Host-at') });
  return [me.status, me.body.email];
};

describe('the way to GitHub', () => {
  test('names our callback letter by letter, and a challenge instead of the secret behind it', async () => {
    const { address } = await depart();
    const { searchParams } = new URL(address);
    expect(searchParams.get('redirect_uri')).toBe(CALLBACK);
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    expect(searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(searchParams.get('state')).toMatch(/^[\w-]{43}$/);
    expect(address).not.toContain('secret');
  });

  test('is another one each time', async () => {
    const states = (await Promise.all([depart(), depart()])).map(({ address }) =>
      new URL(address).searchParams.get('state'),
    );
    expect(new Set(states).size).toBe(2);
  });

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https:evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'evil',
  ])('is refused when it is to end at %s', async (place) => {
    const { status } = await api.anonymous.get(
      `/auth/github?returnTo=${encodeURIComponent(place)}`,
    );
    expect(status).toBe(400);
  });

  test('is closed where no OAuth app was set up', async () => {
    const bare = await startBehindProxy();
    expect((await bare.anonymous.get('/auth/github')).status).toBe(503);
    await bare.close();
  });
});

describe('whoever comes back', () => {
  test('has an account and a session from then on, the same one the next time', async () => {
    const who = account();
    const first = await signIn(who);
    expect([first.status, first.headers.get('location')]).toEqual([
      303,
      'https://app.example.com/',
    ]);
    expect(await emailOf(first)).toEqual([200, who.email]);
    const again = await signIn({ ...who, email: someEmail() });
    expect(await emailOf(again)).toEqual([200, who.email]);
  });

  test('lands on the page they came from', async () => {
    const { address, cookie } = await depart('/auth/github?returnTo=/orders/new');
    const answer = await arrive(github.sayYes(address, account()), cookie);
    expect(answer.headers.get('location')).toBe('https://app.example.com/orders/new');
  });

  test.each<[string, (path: string, cookie: string) => Promise<Answer>]>([
    ['without a state', (path, cookie) => arrive(path.replace(/&state=[^&]*/, ''), cookie)],
    [
      'with another state',
      (path, cookie) => arrive(path.replace(/state=[^&]*/, 'state=x'), cookie),
    ],
    ['in another browser', (path) => arrive(path, '')],
    ['with a cookie that was made up', (path) => arrive(path, '__Host-oauth=x.y.z')],
    ['without a code', (path, cookie) => arrive(path.replace(/code=[^&]*&/, ''), cookie)],
    [
      'with a code that was made up',
      (path, cookie) => arrive(path.replace(/code=[^&]*/, 'code=x'), cookie),
    ],
  ])('%s is refused', async (_how, come) => {
    const { address, cookie } = await depart();
    const answer = await come(github.sayYes(address, account()), cookie);
    expect(answer.status).toBe(403);
    expect(cookieIn(answer, '__Host-at')).toBe('');
  });

  test('with the journey of somebody else is refused: nobody is signed in to an account of theirs', async () => {
    const [attacker, victim] = [await depart(), await depart()];
    const path = github.sayYes(attacker.address, account());
    expect((await arrive(path, victim.cookie)).status).toBe(403);
  });

  test('a second time with the same code is refused', async () => {
    const { address, cookie } = await depart();
    const path = github.sayYes(address, account());
    expect((await arrive(path, cookie)).status).toBe(303);
    expect((await arrive(path, cookie)).status).toBe(403);
  });

  test('after more than ten minutes is refused', async () => {
    const late = await startBehindProxy({ env: github.env });
    const answer = await late.anonymous.get('/auth/github');
    const path = github.sayYes(answer.headers.get('location') ?? '', account());
    late.clock.advance(11 * 60_000);
    const back = await late.anonymous.get(path, { cookie: cookieIn(answer, '__Host-oauth') });
    await late.close();
    expect(back.status).toBe(403);
  });

  test('with an address that GitHub has not verified is refused', async () => {
    expect((await signIn(account({ isVerified: false }))).status).toBe(403);
  });

  test('gets a cookie that no script reads and that is gone afterwards', async () => {
    const answer = await api.anonymous.get('/auth/github');
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-oauth=.*HttpOnly; Secure; SameSite=Lax$/);
    const back = await arrive(
      github.sayYes(answer.headers.get('location') ?? '', account()),
      cookieIn(answer, '__Host-oauth'),
    );
    expect(cookieIn(back, '__Host-oauth')).toBe('__Host-oauth=');
  });
});

describe('an account with a password', () => {
  test('is not opened by GitHub, even when the address is the same', async () => {
    const person = await createPerson(api);
    const answer = await signIn(account({ email: person.email }));
    expect(answer.status).toBe(409);
    expect(cookieIn(answer, '__Host-at')).toBe('');
    expect((await login(api, person)).status).toBe(200);
  });

  test('is opened by GitHub once its owner connected it', async () => {
    const person = await createPerson(api);
    const who = account();
    const headers = bearer(await tokensOf(api, person));
    const link = await api.anonymous.post('/auth/github/link', undefined, headers);
    expect(link.status).toBe(200);
    const path = github.sayYes(link.body.url as string, who);
    expect((await arrive(path, cookieIn(link, '__Host-oauth'))).status).toBe(303);
    expect(await emailOf(await signIn(who))).toEqual([200, person.email]);
  });

  test('is not connected to a GitHub account that opens another one', async () => {
    const who = account();
    await signIn(who);
    const headers = bearer(await tokensOf(api, await createPerson(api)));
    const link = await api.anonymous.post('/auth/github/link', undefined, headers);
    const path = github.sayYes(link.body.url as string, who);
    expect((await arrive(path, cookieIn(link, '__Host-oauth'))).status).toBe(409);
  });

  test('is connected only by whoever is signed in', async () => {
    expect((await api.anonymous.post('/auth/github/link')).status).toBe(401);
  });
});

test('whoever came by GitHub cannot sign in with a password', async () => {
  const who = account();
  await signIn(who);
  for (const password of ['!', '', 'anything']) {
    const answer = await login(api, { email: who.email, password, address: '10.9.9.9' });
    expect(answer.status).toBe(401);
  }
});
