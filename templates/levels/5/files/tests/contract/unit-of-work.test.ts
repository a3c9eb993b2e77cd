import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Repositories } from '../../src/repositories/index.ts';
import { adapters, type Adapter } from '../support/adapters.ts';

describe.each(adapters)('a unit of work in $name', ({ open }) => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await open();
  });
  afterAll(() => adapter.close());

  const now = new Date();
  const scope = (key: string) => ({ key, userId: 'ada', route: 'POST /anything' });
  const write = ({ idempotencyKeys }: Repositories, key: string) =>
    idempotencyKeys.claim(scope(key), {
      fingerprint: 'any',
      token: randomUUID(),
      now,
      lockedUntil: now,
      forgottenBefore: new Date(0),
    });
  const isThere = async (key: string): Promise<boolean> =>
    (await write(adapter.repositories, key)) !== undefined;

  test('has written everything when it is done, and answers what its work does', async () => {
    const keys = [randomUUID(), randomUUID()];
    const result = await adapter.unitOfWork.run(async (within) => {
      for (const key of keys) await write(within, key);
      return 'done';
    });
    expect(result).toBe('done');
    expect(await Promise.all(keys.map(isThere))).toEqual([true, true]);
  });

  test('has written nothing when its work fails, and fails with the same error', async () => {
    const key = randomUUID();
    const fault = new Error('a fault');
    const work = adapter.unitOfWork.run(async (within) => {
      await write(within, key);
      throw fault;
    });
    await expect(work).rejects.toBe(fault);
    expect(await isThere(key)).toBe(false);
  });

  test('leaves alone what others write meanwhile', async () => {
    const [mine, theirs] = [randomUUID(), randomUUID()];
    const work = adapter.unitOfWork.run(async (within) => {
      await write(within, mine);
      throw new Error('a fault');
    });
    const both = await Promise.allSettled([work, write(adapter.repositories, theirs)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(await Promise.all([mine, theirs].map(isThere))).toEqual([false, true]);
  });
});
