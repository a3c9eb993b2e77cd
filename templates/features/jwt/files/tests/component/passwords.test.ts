import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authLimits } from '../../src/constants/auth-limits.ts';
import { AppError } from '../../src/errors/app-error.ts';
import type { PasswordHasher } from '../../src/utils/password-hasher.ts';
import { createPasswords, NO_PASSWORD } from '../../src/utils/passwords.ts';
import type { Api } from '../support/api.ts';
import { cheapHasher, slowHasher } from '../support/hashers.ts';
import {
  bearer,
  createPerson,
  login,
  someAddress,
  someEmail,
  startBehindProxy,
  tokensOf,
} from '../support/people.ts';

let api: Api;
beforeAll(async () => {
  api = await startBehindProxy();
});
afterAll(() => api.close());

const register = (password: unknown, email = someEmail()) =>
  api.anonymous.post('/auth/register', { email, password });

describe('a password', () => {
  test.each([
    ['of 7 characters', 'x7!kQ2z'],
    ['of 129 characters', 'x'.repeat(129)],
    ['that everybody has', 'Password123'],
    ['that is no text', 12345678],
  ])('%s is refused', async (_what, password) => {
    const { status, body } = await register(password);
    expect([status, body.errors[0].field]).toEqual([400, 'password']);
  });

  test('that is the address is refused', async () => {
    const email = someEmail();
    expect(await register(email, email)).toMatchObject({ status: 400 });
  });

  test('is the same whichever keyboard composed its characters', async () => {
    const person = await createPerson(api);
    const change = await api.anonymous.put(
      '/auth/password',
      { password: person.password, newPassword: 'crème brûlée №1' },
      bearer(await tokensOf(api, person)),
    );
    expect(change.status).toBe(204);
    const composed = 'cre\u0300me bru\u0302le\u0301e No1';
    expect(await login(api, { ...person, password: composed })).toMatchObject({ status: 200 });
  });

  test('is in no answer and in no log', async () => {
    const secret = 'a secret of nobody else';
    const person = await createPerson(api);
    const answers = [
      await register(secret),
      await login(api, { ...person, password: secret }),
      await api.anonymous.post('/auth/login', { email: 5, password: secret }),
    ];
    expect(JSON.stringify([answers.map(({ body }) => body), api.log])).not.toContain(secret);
  });

  test('is not to be guessed by whoever found a device that is signed in', async () => {
    const person = await createPerson(api);
    const headers = bearer(await tokensOf(api, person));
    const statuses: number[] = [];
    for (let turn = 0; turn <= authLimits.attempts.perAccount; turn += 1) {
      const body = { password: `guess ${turn}`, newPassword: 'another good one' };
      statuses.push((await api.anonymous.put('/auth/password', body, headers)).status);
    }
    expect(statuses).toEqual([...Array<number>(authLimits.attempts.perAccount).fill(403), 429]);
  });

  test('is changed by whoever knows it, and all sessions are over', async () => {
    const person = await createPerson(api);
    const [one, other] = [await tokensOf(api, person), await tokensOf(api, person)];
    const change = (password: string) =>
      api.anonymous.put(
        '/auth/password',
        { password, newPassword: 'another good one' },
        bearer(one),
      );
    expect((await change('a wrong password')).status).toBe(403);
    expect((await change(person.password)).status).toBe(204);
    for (const tokens of [one, other]) {
      expect((await api.anonymous.get('/users/me', bearer(tokens))).status).toBe(401);
    }
    expect((await login(api, person)).status).toBe(401);
    expect((await login(api, { ...person, password: 'another good one' })).status).toBe(200);
  });
});

describe('what is kept of a password', () => {
  test('is a hash with a salt of its own', async () => {
    const { hash } = createPasswords({ passwordHasher: cheapHasher() });
    const [one, other] = [await hash('the same'), await hash('the same')];
    expect(one).not.toBe(other);
    expect(one).not.toContain('the same');
  });

  test('is checked for an account without a password as for one with it', async () => {
    const seen: string[] = [];
    const cheap = cheapHasher();
    const passwords = createPasswords({
      passwordHasher: {
        hash: cheap.hash,
        verify: (password, hash) => {
          seen.push(hash);
          return cheap.verify(password, hash);
        },
      },
    });
    expect((await passwords.verify('anything', undefined)).ok).toBe(false);
    expect((await passwords.verify('anything', NO_PASSWORD)).ok).toBe(false);
    expect(seen).toHaveLength(2);
    expect(seen).not.toContain(NO_PASSWORD);
  });

  test('is made anew at a login when it was made by other rules', async () => {
    let rehashes = 0;
    const cheap = cheapHasher();
    const strict = await startBehindProxy({
      passwordHasher: {
        hash: (password) => {
          rehashes += 1;
          return cheap.hash(password);
        },
        verify: async (password, hash) => ({
          ...(await cheap.verify(password, hash)),
          rehash: true,
        }),
      },
    });
    const person = await createPerson(strict);
    const before = rehashes;
    expect((await login(strict, person)).status).toBe(200);
    expect(rehashes).toBe(before + 1);
    expect((await login(strict, person)).status).toBe(200);
    expect((await login(strict, { ...person, password: 'wrong' })).status).toBe(401);
    expect(rehashes).toBe(before + 2);
    await strict.close();
  });
});

describe('fifty who sign in at once', () => {
  test('are too many: some wait their turn, the others come back later', async () => {
    const { atOnce, waiting } = authLimits.passwords;
    const gate = openGate();
    const cheap = cheapHasher();
    let [running, most] = [0, 0];
    const hasher: PasswordHasher = {
      hash: cheap.hash,
      verify: async (password, hash) => {
        most = Math.max(most, (running += 1));
        await gate.opened;
        running -= 1;
        return cheap.verify(password, hash);
      },
    };
    const flooded = await startBehindProxy({ passwordHasher: hasher });
    const person = await createPerson(flooded);
    const statuses: number[] = [];
    const logins = Array.from({ length: 50 }, async () => {
      const answer = await login(flooded, { ...person, address: someAddress() });
      statuses.push(answer.status);
      return answer;
    });
    await expect.poll(() => statuses.length, { timeout: 10_000 }).toBe(50 - atOnce - waiting);
    expect(new Set(statuses)).toEqual(new Set([503]));
    gate.open();
    const answers = await Promise.all(logins);
    await flooded.close();
    const refused = answers.find(({ status }) => status === 503);
    expect(refused?.headers.get('retry-after')).toBe('1');
    expect(most).toBe(atOnce);
    expect(statuses).not.toContain(500);
  });

  test('who were turned away have not used up their attempts', async () => {
    const cheap = cheapHasher();
    let isBusy = true;
    const busy = () => Promise.reject(new AppError('unavailable', 'busy'));
    const hasher: PasswordHasher = {
      hash: cheap.hash,
      verify: (password, hash) => (isBusy ? busy() : cheap.verify(password, hash)),
    };
    const flooded = await startBehindProxy({ passwordHasher: hasher });
    const person = await createPerson(flooded);
    for (let turn = 0; turn < 12; turn += 1) {
      expect((await login(flooded, person)).status).toBe(503);
    }
    isBusy = false;
    expect((await login(flooded, person)).status).toBe(200);
    await flooded.close();
  });

  test('do not stop the event loop, which turns while they are hashed', async () => {
    const { hash } = createPasswords({ passwordHasher: slowHasher() });
    let [turns, isOver] = [0, false];
    const turn = (): void => {
      turns += 1;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    await Promise.all(Array.from({ length: 8 }, () => hash('correct horse battery')));
    isOver = true;
    expect(turns).toBeGreaterThan(20);
  });
});

function openGate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
