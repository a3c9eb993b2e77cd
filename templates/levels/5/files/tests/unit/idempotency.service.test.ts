import { describe, expect, test } from 'vitest';
import { idempotency as limits } from '../../src/constants/idempotency.ts';
import { servicesInMemory } from '../support/services-in-memory.ts';

function setUp() {
  const { services, clock } = servicesInMemory();
  const counts = { effects: 0 };
  const request = { key: 'a key', userId: 'ada', route: 'POST /orders', body: { a: 1, b: [2] } };
  return {
    request,
    counts,
    ask: (more: Partial<typeof request> = {}) =>
      services.idempotency.once({ ...request, ...more }).run(() => {
        counts.effects += 1;
        return Promise.resolve({ effect: counts.effects });
      }),
    once: services.idempotency.once,
    pass: clock.advance,
  };
}

const isTwice = process.env['UNIT_OF_WORK'] === 'twice';

describe('a request that comes again with its key', () => {
  test('hears the result of the first time, and has no second effect', async () => {
    const { ask, counts } = setUp();
    const first = await ask();
    const effects = counts.effects;
    expect(await ask()).toEqual(first);
    expect(counts.effects).toBe(effects);
  });

  test('is the same whatever the order of its fields', async () => {
    const { ask } = setUp();
    const first = await ask();
    expect(await ask({ body: { b: [2], a: 1 } })).toEqual(first);
  });

  test('is refused with another body', async () => {
    const { ask } = setUp();
    await ask();
    const other = ask({ body: { a: 2, b: [2] } });
    await expect(other).rejects.toMatchObject({ code: 'idempotency_mismatch' });
  });

  test('is another one when somebody else sends it, or to another address', async () => {
    const { ask } = setUp();
    const results = [await ask(), await ask({ userId: 'bob' }), await ask({ route: 'POST /x' })];
    expect(new Set(results.map(({ effect }) => effect)).size).toBe(3);
  });

  test('has to wait while the first is under way, and not for ever', async () => {
    const { once, request, ask, pass } = setUp();
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const first = once(request).run(() => finished);
    await expect(ask()).rejects.toMatchObject({
      code: 'idempotency_in_progress',
      details: { retryAfter: 1 },
    });
    finish();
    await first;
    pass(limits.lease + 1);
    expect(await ask()).toBeNull();
  });

  test('is done when the first failed', async () => {
    const { once, request, ask } = setUp();
    const failing = once(request).run(() => Promise.reject(new Error('a fault')));
    await expect(failing).rejects.toThrow('a fault');
    expect(await ask()).toMatchObject({ effect: isTwice ? 2 : 1 });
  });

  test('is a new one after a day', async () => {
    const { ask, pass } = setUp();
    const first = await ask();
    pass(limits.keep - 1_000);
    expect(await ask()).toEqual(first);
    pass(2_000);
    expect(await ask()).not.toEqual(first);
  });
});
