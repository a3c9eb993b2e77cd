import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authLimits } from '../../src/constants/auth-limits.ts';
import { translate } from '../../src/errors/translate.ts';
import type { Repositories } from '../../src/repositories/index.ts';
import { adapters, type Adapter } from '../support/adapters.ts';
import { unknownId } from '../support/samples.ts';

const MINUTE = 60_000;
const at = (minutes: number): Date => new Date(Date.UTC(2026, 0, 1) + minutes * MINUTE);

describe.each(adapters)('in $name', ({ open }) => {
  let adapter: Adapter;
  let repositories: Repositories;
  beforeAll(async () => {
    adapter = await open();
    repositories = adapter.repositories;
  });
  afterAll(() => adapter.close());

  const draw = (): string => randomUUID();
  const register = (email = `${draw()}@example.com`, passwordHash = draw()) =>
    repositories.accounts.register({ email, passwordHash });
  const newAccount = async () => {
    const account = await register();
    if (!account) throw new Error('nobody has this address');
    return account;
  };
  const openSession = (userId: string, more: object = {}) => {
    const device = { address: '192.0.2.1', userAgent: 'a browser' };
    const times = { now: at(0), expiresAt: at(60) };
    return adapter.unitOfWork.run(({ sessions }) =>
      sessions.open({ userId, digest: draw(), ...times, ...device, ...more }),
    );
  };

  describe('an account', () => {
    test('belongs to the last who registered, until somebody confirms the address', async () => {
      const { accounts } = repositories;
      const first = await newAccount();
      const second = await register(first.email, 'another hash');
      expect(second).toMatchObject({ id: first.id, passwordHash: 'another hash' });
      await accounts.confirm(first.id, at(0));
      expect(await register(first.email, 'a third')).toBeUndefined();
      const found = await accounts.findByEmail(first.email);
      expect(found).toMatchObject({
        passwordHash: 'another hash',
        emailVerifiedAt: at(0).toISOString(),
      });
    });

    test('is confirmed once: later links change nothing', async () => {
      const { accounts } = repositories;
      const { id } = await newAccount();
      await accounts.confirm(id, at(0));
      await accounts.confirm(id, at(5));
      expect(await accounts.find(id)).toMatchObject({ emailVerifiedAt: at(0).toISOString() });
    });

    test('is one, of ten who register at once', async () => {
      const email = `${draw()}@example.com`;
      const made = await Promise.all(Array.from({ length: 10 }, () => register(email)));
      expect(new Set(made.map((account) => account?.id)).size).toBe(1);
    });

    test('that another one confirmed is confirmed from the first moment, once', async () => {
      const { accounts } = repositories;
      const values = { email: `${draw()}@example.com`, passwordHash: '!' };
      const made = await accounts.registerConfirmed(values, at(0));
      expect(made).toMatchObject({ ...values, emailVerifiedAt: at(0).toISOString() });
      const again = accounts
        .registerConfirmed(values, at(1))
        .catch((error: unknown) => translate(error)?.code);
      expect(await again).toBe('conflict');
    });

    test('gets another password and another role', async () => {
      const { accounts } = repositories;
      const { id } = await newAccount();
      await accounts.setPasswordHash(id, 'new');
      expect(await accounts.setRole(id, 'editor')).toMatchObject({ role: 'editor' });
      expect(await accounts.find(id)).toMatchObject({ role: 'editor', passwordHash: 'new' });
      expect(await accounts.setRole(unknownId(), 'admin')).toBeUndefined();
    });

    test('is known where it signed in before, and nobody is known without one', async () => {
      const { accounts } = repositories;
      const account = await newAccount();
      await openSession(account.id, { address: '192.0.2.7' });
      const from = (address: string) => accounts.findForLogin(account.email, address);
      expect(await from('192.0.2.7')).toEqual({ account, isKnownAddress: true });
      expect(await from('192.0.2.8')).toEqual({ account, isKnownAddress: false });
      const nobody = await accounts.findForLogin('nobody@example.com', '192.0.2.7');
      expect(nobody).toEqual({ account: undefined, isKnownAddress: false });
    });

    test('is listed by role, the oldest first', async () => {
      const { accounts } = repositories;
      const { id } = await newAccount();
      await accounts.setRole(id, 'admin');
      const sort = { field: 'createdAt', isDescending: false } as const;
      const admins = await accounts.list({ limit: 100, sort, filter: { role: 'admin' } });
      expect(admins.map((account) => account.id)).toContain(id);
      expect(new Set(admins.map(({ role }) => role))).toEqual(new Set(['admin']));
    });
  });

  describe('a session', () => {
    test('says who somebody is, until it is over or revoked', async () => {
      const { sessions } = repositories;
      const { id: userId } = await newAccount();
      const id = await openSession(userId);
      const identity = { sessionId: id, userId, role: 'viewer' };
      expect(await sessions.findIdentity(id, at(59))).toEqual(identity);
      expect(await sessions.findIdentity(id, at(61))).toBeUndefined();
      expect(await sessions.revoke({ id, userId: unknownId(), now: at(1) })).toBe(false);
      expect(await sessions.revoke({ id, userId, now: at(1) })).toBe(true);
      expect(await sessions.findIdentity(id, at(2))).toBeUndefined();
      expect(await sessions.revoke({ id, userId, now: at(2) })).toBe(false);
    });

    test('is listed while it lives, the last used first', async () => {
      const { sessions } = repositories;
      const { id: userId } = await newAccount();
      const [first, second] = [await openSession(userId), await openSession(userId)];
      await sessions.prolong(first, at(5), at(120));
      const found = await sessions.listOf(userId, at(6));
      expect(found.map(({ id }) => id)).toEqual([first, second]);
      expect(found[0]).toMatchObject({ address: '192.0.2.1', lastUsedAt: at(5).toISOString() });
      expect((await sessions.listOf(userId, at(90))).map(({ id }) => id)).toEqual([first]);
    });

    test('is spared when all others of its user are revoked', async () => {
      const { sessions } = repositories;
      const [mine, theirs] = [await newAccount(), await newAccount()];
      const [kept, gone] = [await openSession(mine.id), await openSession(mine.id)];
      const other = await openSession(theirs.id);
      await sessions.revokeAllOf({ userId: mine.id, except: kept, now: at(1) });
      const left = [kept, gone, other].map((id) => sessions.findIdentity(id, at(2)));
      expect((await Promise.all(left)).map((one) => one?.sessionId)).toEqual([
        kept,
        undefined,
        other,
      ]);
    });

    test('remembers its tokens, and when each was used first', async () => {
      const { id: userId } = await newAccount();
      const [digest, next, last] = [draw(), draw(), draw()];
      const sessionId = await openSession(userId, { digest });
      await adapter.unitOfWork.run(async ({ sessions }) => {
        expect(await sessions.lock(sessionId, at(1))).toMatchObject({ id: sessionId, userId });
        expect(await sessions.findToken(sessionId, digest)).toMatchObject({ usedAt: null });
        await sessions.replaceToken({ sessionId, digest, next, now: at(1) });
        await sessions.replaceToken({ sessionId, digest, next: last, now: at(2) });
      });
      const { sessions } = repositories;
      expect(await sessions.findToken(sessionId, digest)).toMatchObject({ usedAt: at(1) });
      expect(await sessions.findToken(sessionId, next)).toMatchObject({ usedAt: null });
      expect(await sessions.findToken(sessionId, last)).toMatchObject({ usedAt: null });
      expect(await sessions.findToken(await openSession(userId), next)).toBeUndefined();
    });

    test('is swept when it is over, and not before', async () => {
      const { sessions } = repositories;
      const { id: userId } = await newAccount();
      const [old, young] = [await openSession(userId), await openSession(userId)];
      await sessions.prolong(young, at(0), at(10_000));
      expect(await sessions.sweep(at(5_000))).toBeGreaterThanOrEqual(1);
      expect(await sessions.findIdentity(old, at(0))).toBeUndefined();
      expect(await sessions.findIdentity(young, at(0))).toBeDefined();
    });
  });

  describe('attempts', () => {
    test('are counted in a window that starts with the first, and none is lost', async () => {
      const { attempts } = repositories;
      const key = draw().slice(0, 32);
      const counts = await Promise.all(Array.from({ length: 5 }, () => attempts.count(key, at(0))));
      expect(counts.map(({ count }) => count).sort()).toEqual([1, 2, 3, 4, 5]);
      const end = new Date(at(0).getTime() + authLimits.attempts.window);
      expect(counts[0]?.resetsAt).toEqual(end);
      await attempts.giveBack(key);
      expect(await attempts.count(key, at(1))).toMatchObject({ count: 5, resetsAt: end });
      expect(await attempts.count(key, end)).toMatchObject({ count: 1 });
      await attempts.forget(key);
      expect(await attempts.count(key, at(1))).toMatchObject({ count: 1 });
    });
  });

  describe('a one-time token', () => {
    test('is good once, in time, for its purpose, and only the latest', async () => {
      const { oneTimeTokens: tokens } = repositories;
      const { id: userId } = await newAccount();
      const issue = async (purpose: 'verify-email' | 'reset-password') => {
        const digest = draw();
        await tokens.issue({ userId, purpose, digest, expiresAt: at(30) });
        return digest;
      };
      const earlier = await issue('reset-password');
      const digest = await issue('reset-password');
      const redeem = (one: string, purpose: 'verify-email' | 'reset-password', minutes: number) =>
        tokens.redeem(purpose, one, at(minutes));
      expect(await redeem(earlier, 'reset-password', 1)).toBeUndefined();
      expect(await redeem(digest, 'verify-email', 1)).toBeUndefined();
      expect(await redeem(digest, 'reset-password', 31)).toBeUndefined();
      const both = [1, 2].map(() => redeem(digest, 'reset-password', 1));
      expect((await Promise.all(both)).filter((id) => id === userId)).toHaveLength(1);
    });
  });
});
