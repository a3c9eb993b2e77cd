import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authLimits } from '../../src/constants/auth-limits.ts';
import type { Api } from '../support/api.ts';
import { cheapHasher, slowHasher } from '../support/hashers.ts';
import {
  createPerson,
  login,
  someAddress,
  someEmail,
  startBehindProxy,
} from '../support/people.ts';

const { window, perAddress, perAccount } = authLimits.attempts;

let api: Api;
beforeAll(async () => {
  api = await startBehindProxy();
});
afterAll(() => api.close());

interface Guess {
  readonly email: string;
  readonly address: string;
}

const fail = (guess: Guess, target = api) => login(target, { ...guess, password: 'a wrong one' });

/** Wrong guesses from as many addresses. */
async function besiege(email: string, times: number, target = api): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) await fail({ email, address: someAddress() }, target);
}

describe('one address', () => {
  test('has five failures, then waits, whatever accounts it tries', async () => {
    const address = someAddress();
    const statuses: number[] = [];
    for (let turn = 0; turn <= perAddress; turn += 1) {
      statuses.push((await fail({ email: someEmail(), address })).status);
    }
    expect(statuses).toEqual([...Array<number>(perAddress).fill(401), 429]);
    const { headers, body } = await fail({ email: someEmail(), address });
    expect(body).toMatchObject({ code: 'rate_limited' });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(window / 1_000);
  });

  test('does not get more by sending all guesses at once', async () => {
    const address = someAddress();
    const guesses = Array.from({ length: 12 }, () => fail({ email: someEmail(), address }));
    const looked = (await Promise.all(guesses)).filter(({ status }) => status === 401);
    expect(looked.length).toBeLessThanOrEqual(perAddress);
  });

  test('does not get more by signing in to an account of its own in between', async () => {
    const own = await createPerson(api);
    for (let turn = 0; turn < perAddress; turn += 1) {
      await fail({ email: someEmail(), address: own.address });
    }
    expect((await login(api, own)).status).toBe(429);
  });

  test('may sign in as often as it likes', async () => {
    const person = await createPerson(api);
    for (let turn = 0; turn < perAddress * 2; turn += 1) {
      expect((await login(api, person)).status).toBe(200);
    }
  });
});

describe('one account', () => {
  test('is closed to strangers after ten failures from ten addresses, and they are not told', async () => {
    const { email, password } = await createPerson(api);
    await besiege(email, perAccount);
    const right = await login(api, { email, password, address: someAddress() });
    const wrong = await fail({ email, address: someAddress() });
    expect([right.status, right.body.detail]).toEqual([401, wrong.body.detail]);
  });

  test('stays open where its owner signed in before', async () => {
    const person = await createPerson(api);
    await login(api, person);
    await besiege(person.email, perAccount + 1);
    expect((await login(api, { ...person, address: someAddress() })).status).toBe(401);
    expect((await login(api, person)).status).toBe(200);
  });

  test('counts anew after a success', async () => {
    const { email, password } = await createPerson(api);
    for (const _ of [1, 2]) {
      await besiege(email, perAccount - 1);
      expect((await login(api, { email, password, address: someAddress() })).status).toBe(200);
    }
  });

  test('stays closed over a restart, and opens when the time is over', async () => {
    const { email, password } = await createPerson(api);
    await besiege(email, perAccount);
    const restarted = await startBehindProxy();
    const attempt = () => login(restarted, { email, password, address: someAddress() });
    expect((await attempt()).status).toBe(401);
    restarted.clock.advance(window + 1_000);
    expect((await attempt()).status).toBe(200);
    await restarted.close();
  });
});

describe('whether there is an account', () => {
  test('makes no difference to the work that is done', async () => {
    let verifications = 0;
    const cheap = cheapHasher();
    const counting = await startBehindProxy({
      passwordHasher: {
        hash: cheap.hash,
        verify: (password, hash) => {
          verifications += 1;
          return cheap.verify(password, hash);
        },
      },
    });
    const known = await createPerson(counting);
    const closed = await createPerson(counting);
    await besiege(closed.email, perAccount, counting);
    for (const email of [known.email, closed.email, someEmail()]) {
      const before = verifications;
      await fail({ email, address: someAddress() }, counting);
      expect(verifications).toBe(before + 1);
    }
    await counting.close();
  });

  test('is not told by the time it takes', { retry: 3 }, async () => {
    const real = await startBehindProxy({ passwordHasher: slowHasher() });
    const people = await Promise.all(Array.from({ length: 4 }, () => createPerson(real)));
    const [known, unknown]: number[][] = [[], []];
    for (let turn = 0; turn < 30; turn += 1) {
      const { email = '' } = people[turn % people.length] ?? {};
      known?.push(await timeOf(real, email));
      unknown?.push(await timeOf(real, someEmail()));
    }
    await real.close();
    expect(median(known) / median(unknown)).toBeGreaterThan(0.8);
    expect(median(known) / median(unknown)).toBeLessThan(1.25);
  });
});

async function timeOf(target: Api, email: string): Promise<number> {
  const startedAt = performance.now();
  await fail({ email, address: someAddress() }, target);
  return performance.now() - startedAt;
}

const median = (times: readonly number[] = []): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
