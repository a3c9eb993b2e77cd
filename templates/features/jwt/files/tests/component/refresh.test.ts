import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authLimits } from '../../src/constants/auth-limits.ts';
import type { Api } from '../support/api.ts';
import { everythingIn } from '../support/everything.ts';
import {
  bearer,
  createPerson,
  mailsTo,
  refresh,
  startBehindProxy,
  tokensOf,
  type Tokens,
} from '../support/people.ts';

const DAY = 24 * 60 * 60_000;
const { refreshGrace } = authLimits;

let api: Api;
beforeAll(async () => {
  api = await startBehindProxy();
});
afterAll(() => api.close());

const start = async () => tokensOf(api, await createPerson(api));
const renew = async (tokens: Pick<Tokens, 'refreshToken'>, target = api): Promise<Tokens> => {
  const answer = await refresh(target, tokens);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body as Tokens;
};

describe('a refresh token', () => {
  test('gives new tokens, and another of its kind', async () => {
    const first = await start();
    const second = await renew(first);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(await api.anonymous.get('/users/me', bearer(second))).toMatchObject({ status: 200 });
    await renew(second);
  });

  test('that three tabs bring at once serves all of them', async () => {
    const first = await start();
    const tabs = await Promise.all([1, 2, 3].map(() => renew(first)));
    expect(new Set(tabs.map(({ refreshToken }) => refreshToken)).size).toBe(3);
    await Promise.all(tabs.map((tab) => renew(tab)));
  });

  test('that twenty bring at once leaves a session that goes on', async () => {
    const first = await start();
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(api, first)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  test.each(['', 'x', '00000000-0000-4000-8000-000000000000.x', "' or 1=1"])(
    'that was made up is refused: "%s"',
    async (refreshToken) => {
      expect((await refresh(api, { refreshToken })).status).toBe(401);
    },
  );

  test('of another session is refused, and ends neither', async () => {
    const [one, other] = [await start(), await start()];
    const [session] = one.refreshToken.split('.');
    const [, secret] = other.refreshToken.split('.');
    expect((await refresh(api, { refreshToken: `${session}.${secret}` })).status).toBe(401);
    await Promise.all([renew(one), renew(other)]);
  });

  test('is kept in a form that is of no use to whoever reads the database', async () => {
    const { refreshToken, accessToken } = await renew(await start());
    const [, secret = ''] = refreshToken.split('.');
    const dump = await everythingIn(api.deps.db);
    expect(dump).toContain(refreshToken.split('.')[0]);
    expect(dump).not.toContain(secret);
    expect(dump).not.toContain(accessToken);
  });
});

describe('a refresh token that comes a second time', () => {
  test('after the moment that tabs are given ends its session and all that came of it', async () => {
    const own = await startBehindProxy();
    const person = await createPerson(own);
    const stolen = await tokensOf(own, person);
    const fresh = await renew(stolen, own);
    own.clock.advance(refreshGrace + 1_000);
    expect((await refresh(own, stolen)).status).toBe(401);
    expect((await refresh(own, fresh)).status).toBe(401);
    expect((await own.anonymous.get('/users/me', bearer(fresh))).status).toBe(401);
    const [mail] = await mailsTo(own, person.email);
    expect(mail?.subject).toBe('We signed you out on one device');
    expect(own.log).toContainEqual(
      expect.objectContaining({ event: 'token_reuse', userId: person.id, level: 'warn' }),
    );
    await own.close();
  });

  test('ends no other session of the account', async () => {
    const own = await startBehindProxy();
    const person = await createPerson(own);
    const [stolen, other] = [await tokensOf(own, person), await tokensOf(own, person)];
    await renew(stolen, own);
    own.clock.advance(refreshGrace + 1_000);
    await refresh(own, stolen);
    await renew(other, own);
    await own.close();
  });

  test('is no theft while the window is open, to its last moment', async () => {
    const own = await startBehindProxy();
    const first = await tokensOf(own, await createPerson(own));
    await renew(first, own);
    own.clock.advance(refreshGrace - 3_000);
    await renew(first, own);
    await own.close();
  });
});

describe('a session', () => {
  const after = async (...waits: readonly number[]): Promise<number[]> => {
    const own = await startBehindProxy();
    let tokens = await tokensOf(own, await createPerson(own));
    const statuses: number[] = [];
    for (const wait of waits) {
      own.clock.advance(wait);
      const { status, body } = await refresh(own, tokens);
      statuses.push(status);
      if (status === 200) tokens = body as Tokens;
    }
    await own.close();
    return statuses;
  };

  test('is over when it was not used for thirty days', async () => {
    expect(await after(29 * DAY)).toEqual([200]);
    expect(await after(31 * DAY)).toEqual([401]);
  });

  test('is over after ninety days, however often it was used', async () => {
    expect(await after(29 * DAY, 29 * DAY, 29 * DAY, 4 * DAY)).toEqual([200, 200, 200, 401]);
  });
});
