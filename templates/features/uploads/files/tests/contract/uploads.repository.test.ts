import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Upload } from '../../src/repositories/upload-contracts.ts';
import { adapters, type Adapter } from '../support/adapters.ts';

describe.each(adapters)('uploads in $name', ({ open }) => {
  let adapter: Adapter;
  let ownerId: string;
  beforeAll(async () => {
    adapter = await open();
  });
  afterAll(() => adapter.close());
  beforeEach(async () => {
    const email = `${randomUUID()}@example.com`;
    const account = await adapter.repositories.accounts.register({ email, passwordHash: '!' });
    ownerId = account?.id ?? '';
  });

  const insert = (values: Partial<Upload> = {}): Promise<Upload> =>
    adapter.repositories.uploads.insert({
      id: randomUUID(),
      ownerId,
      name: 'cat.png',
      type: 'image/png',
      size: 5_000_000_000,
      status: 'expected',
      createdAt: '2026-01-31T12:00:00.000Z',
      ...values,
    });
  const page = {
    limit: 10,
    sort: { field: 'createdAt', isDescending: false },
    filter: {},
  } as const;
  const list = () => adapter.repositories.uploads.list(ownerId, page);

  test('are in the list once they are kept, and not when they are leaving', async () => {
    const { uploads } = adapter.repositories;
    const { id } = await insert({ type: '' });
    expect(await list()).toEqual([]);
    const kept = await uploads.keep(id, 'image/gif');
    expect(kept).toMatchObject({ status: 'kept', type: 'image/gif', size: 5_000_000_000 });
    expect(await list()).toEqual([kept]);
    expect(await uploads.dismiss(id, 'expected')).toBe(false);
    expect(await uploads.dismiss(id, 'kept')).toBe(true);
    expect(await list()).toEqual([]);
    expect(await uploads.find(id)).toMatchObject({ status: 'leaving' });
  });

  test('are kept and removed once', async () => {
    const { uploads } = adapter.repositories;
    const { id } = await insert();
    expect(await uploads.keep(id, 'image/png')).toBeDefined();
    expect(await uploads.keep(id, 'image/png')).toBeUndefined();
    expect([await uploads.remove(id), await uploads.remove(id)]).toEqual([true, false]);
    expect(await uploads.keep(id, 'image/png')).toBeUndefined();
    expect(await uploads.find(id)).toBeUndefined();
  });

  test('are unfinished when they are leaving, or expected for too long', async () => {
    const statuses = ['expected', 'kept', 'leaving'] as const;
    const old = await Promise.all(statuses.map((status) => insert({ status })));
    const createdAt = '2026-01-31T14:00:00.000Z';
    const young = await Promise.all(statuses.map((status) => insert({ status, createdAt })));
    const before = new Date('2026-01-31T13:00:00.000Z');
    const found = await adapter.repositories.uploads.listUnfinished(before);
    const ours = found.filter((upload) => upload.ownerId === ownerId).map(({ id }) => id);
    expect(ours.sort()).toEqual([old[0]?.id, old[2]?.id, young[2]?.id].sort());
  });

  test('take no more room than there is, also when many take it at once', async () => {
    const { unitOfWork, repositories } = adapter;
    const take = () => unitOfWork.run(({ uploads }) => uploads.takeRoom(ownerId, 300, 1_000));
    const taken = await Promise.all([1, 2, 3, 4, 5].map(take));
    expect(taken.filter(Boolean)).toHaveLength(3);
    expect(await repositories.uploads.roomTaken(ownerId)).toBe(900);
    await unitOfWork.run(({ uploads }) => uploads.giveBackRoom(ownerId, 300));
    expect(await take()).toBe(true);
    expect(await repositories.uploads.takeRoom(ownerId, 2_000, 1_000)).toBe(false);
  });

  test('of somebody who has none take no room, and the first may not be too large', async () => {
    const { uploads } = adapter.repositories;
    expect(await uploads.roomTaken(ownerId)).toBe(0);
    expect(await uploads.takeRoom(ownerId, 1_001, 1_000)).toBe(false);
    expect(await uploads.takeRoom(ownerId, 1_000, 1_000)).toBe(true);
  });
});
