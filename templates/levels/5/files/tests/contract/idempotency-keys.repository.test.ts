import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  IdempotencyClaim,
  IdempotencyKeysRepository,
} from '../../src/repositories/contracts.ts';
import { adapters, type Adapter } from '../support/adapters.ts';

const MINUTE = 60_000;
const at = (minutes: number): Date => new Date(Date.UTC(2026, 0, 1) + minutes * MINUTE);

const claimAt = (minutes: number, more: Partial<IdempotencyClaim> = {}): IdempotencyClaim => ({
  fingerprint: 'of the body',
  token: randomUUID(),
  now: at(minutes),
  lockedUntil: at(minutes + 1),
  forgottenBefore: at(minutes - 60),
  ...more,
});

describe.each(adapters)('idempotency keys in $name', ({ open }) => {
  let adapter: Adapter;
  let keys: IdempotencyKeysRepository;
  beforeAll(async () => {
    adapter = await open();
    keys = adapter.repositories.idempotencyKeys;
  });
  afterAll(() => adapter.close());

  const scope = (userId = 'ada') => ({ key: randomUUID(), userId, route: 'POST /orders' });

  test('belong to one of many who claim one at once', async () => {
    const key = scope();
    const claims = Array.from({ length: 20 }, () => keys.claim(key, claimAt(0)));
    const inTheWay = (await Promise.all(claims)).filter((found) => found !== undefined);
    expect(inTheWay).toHaveLength(19);
    for (const found of inTheWay) expect(found).toMatchObject({ result: null });
  });

  test('are others for another user, and on another route', async () => {
    const key = scope();
    await keys.claim(key, claimAt(0));
    expect(await keys.claim({ ...key, userId: 'bob' }, claimAt(0))).toBeUndefined();
    expect(await keys.claim({ ...key, route: 'POST /todos' }, claimAt(0))).toBeUndefined();
  });

  test('tell what they led to, and for which request', async () => {
    const key = scope();
    const claim = claimAt(0);
    await keys.claim(key, claim);
    expect(await keys.complete(key, claim.token, '{"id":1}')).toBe(true);
    const other = claimAt(30, { fingerprint: 'of another body' });
    expect(await keys.claim(key, other)).toMatchObject({
      fingerprint: 'of the body',
      result: '{"id":1}',
    });
  });

  test('whose lease is over go to the next who asks for the same, and the first is too late', async () => {
    const key = scope();
    const first = claimAt(0);
    await keys.claim(key, first);
    const other = claimAt(2, { fingerprint: 'of another body' });
    expect(await keys.claim(key, other)).toMatchObject({ result: null });
    const second = claimAt(2);
    expect(await keys.claim(key, second)).toBeUndefined();
    expect(await keys.complete(key, first.token, '1')).toBe(false);
    await keys.release(key, first.token);
    expect(await keys.complete(key, second.token, '2')).toBe(true);
  });

  test('that are given back can be claimed at once, and those that led to something cannot', async () => {
    const key = scope();
    const first = claimAt(0);
    await keys.claim(key, first);
    await keys.release(key, first.token);
    const second = claimAt(0);
    expect(await keys.claim(key, second)).toBeUndefined();
    await keys.complete(key, second.token, '1');
    await keys.release(key, second.token);
    expect(await keys.claim(key, claimAt(0))).toMatchObject({ result: '1' });
  });

  test('are forgotten when they are old', async () => {
    const [old, young] = [scope(), scope()];
    const claim = claimAt(0);
    await keys.claim(old, claim);
    await keys.complete(old, claim.token, '1');
    expect(await keys.claim(old, claimAt(61))).toBeUndefined();
    await keys.claim(young, claimAt(120));
    expect(await keys.forget(at(100))).toBeGreaterThanOrEqual(1);
    expect(await keys.claim(young, claimAt(120))).toBeDefined();
  });

  test('are completed with the work they stand for, or not at all', async () => {
    const key = scope();
    const claim = claimAt(0);
    await keys.claim(key, claim);
    const failing = adapter.unitOfWork.run(async (within) => {
      await within.idempotencyKeys.complete(key, claim.token, '1');
      throw new Error('a fault');
    });
    await expect(failing).rejects.toThrow('a fault');
    expect(await keys.claim(key, claimAt(0))).toMatchObject({ result: null });
  });
});
