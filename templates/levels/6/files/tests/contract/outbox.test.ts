import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Lease, OutboxRepository } from '../../src/repositories/outbox-contracts.ts';
import { adapters, type Adapter } from '../support/adapters.ts';

const SECOND = 1_000;
const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1) + seconds * SECOND);

const unclaimed = { createdAt: at(0), availableAt: at(0), token: null };

describe.each(adapters)('the outbox in $name', ({ open }) => {
  let adapter: Adapter;
  let outbox: OutboxRepository;
  beforeAll(async () => {
    adapter = await open();
    outbox = adapter.repositories.outbox;
  });
  afterAll(() => adapter.close());

  const add = async (key: string = randomUUID()): Promise<string> => {
    const id = randomUUID();
    await outbox.add({ id, type: 'thing.made', key, data: { key }, ...unclaimed });
    return id;
  };
  const thing = () => {
    const id = randomUUID();
    return { id, type: 'thing.made', key: id, data: {} };
  };
  const lease = (seconds: number, more: Partial<Lease> = {}) =>
    outbox.lease({
      token: randomUUID(),
      limit: 1_000,
      now: at(seconds),
      until: at(seconds + 60),
      ...more,
    });
  /** Everything that is there, until there is nothing more to have. */
  const empty = async (seconds: number): Promise<void> => {
    const token = randomUUID();
    for (;;) {
      const messages = await lease(seconds, { token });
      if (messages.length === 0) return;
      for (const { id } of messages) await outbox.remove(id, token);
    }
  };
  const idsOf = (messages: readonly { readonly id: string }[]) => messages.map(({ id }) => id);

  test('gives each message to one of many who ask at once', async () => {
    await empty(1_000_000);
    const added: string[] = [];
    for (let place = 0; place < 40; place += 1) added.push(await add());
    const leases = await Promise.all(Array.from({ length: 8 }, () => lease(1, { limit: 10 })));
    const rest = await lease(1);
    const ids = idsOf([...leases.flat(), ...rest]);
    expect(ids.toSorted()).toEqual(added.toSorted());
  });

  test('tells what was written down, and how often it was tried', async () => {
    await empty(1_000_000);
    const id = await add('desk');
    const message = { id, type: 'thing.made', key: 'desk', data: { key: 'desk' } };
    expect(await lease(1)).toMatchObject([{ ...message, attempts: 1 }]);
    expect(await lease(62)).toMatchObject([{ ...message, attempts: 2 }]);
  });

  test('keeps of a message which trace it is a part of, where it is of one', async () => {
    await empty(1_000_000);
    const trace = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
    const id = randomUUID();
    await outbox.add({ id, type: 'thing.made', key: id, data: {}, trace, ...unclaimed });
    expect(await lease(1)).toMatchObject([{ id, trace }]);
    await add();
    expect((await lease(1)).map((message) => message.trace ?? null)).toEqual([null]);
  });

  test('says how far telling is behind', async () => {
    await empty(1_000_000);
    const { parked } = await outbox.lag();
    expect(await outbox.lag()).toEqual({ waiting: 0, parked, oldest: undefined });
    const token = randomUUID();
    const first = await add();
    await outbox.add({ ...thing(), ...unclaimed, createdAt: at(5) });
    await outbox.add({ ...thing(), ...unclaimed, createdAt: at(6) });
    expect(await outbox.lag()).toEqual({ waiting: 3, parked, oldest: at(0) });
    await lease(7, { token });
    await outbox.park(first, token, 'no');
    expect(await outbox.lag()).toEqual({ waiting: 2, parked: parked + 1, oldest: at(5) });
  });

  test('gives a message to the next when its holder is not heard of, and then no longer listens to the first', async () => {
    await empty(1_000_000);
    const id = await add();
    const [first, second] = [randomUUID(), randomUUID()];
    await lease(1, { token: first });
    expect(await lease(60)).toEqual([]);
    expect(idsOf(await lease(62, { token: second }))).toEqual([id]);
    await outbox.remove(id, first);
    await outbox.postpone(id, first, { until: at(62), error: 'late' });
    expect(await lease(63)).toEqual([]);
    await outbox.remove(id, second);
    expect(await lease(1_000)).toEqual([]);
  });

  test('leaves a message to its writer for as long as the writer wants to have it', async () => {
    await empty(1_000_000);
    const [id, token] = [randomUUID(), randomUUID()];
    const held = { createdAt: at(0), availableAt: at(30), token };
    await outbox.add({ id, type: 'thing.made', key: id, data: {}, ...held });
    expect(await lease(29)).toEqual([]);
    expect(await lease(30)).toMatchObject([{ id, attempts: 2 }]);
  });

  test('gives messages of one key one after the other, and those of others meanwhile', async () => {
    await empty(1_000_000);
    const [one, two, other] = [await add('a'), await add('a'), await add('b')];
    const token = randomUUID();
    expect(idsOf(await lease(1, { token })).toSorted()).toEqual([one, other].toSorted());
    expect(await lease(1)).toEqual([]);
    await outbox.remove(one, token);
    expect(idsOf(await lease(1))).toEqual([two]);
  });

  test('does not give what was postponed before its time', async () => {
    await empty(1_000_000);
    const id = await add();
    const token = randomUUID();
    await lease(1, { token });
    await outbox.postpone(id, token, { until: at(30), error: 'not yet' });
    expect(await lease(29)).toEqual([]);
    expect(idsOf(await lease(30))).toEqual([id]);
  });

  test('keeps what was given up out of the way, until somebody wants it tried again', async () => {
    await empty(1_000_000);
    const [poison, next] = [await add('a'), await add('a')];
    const token = randomUUID();
    await lease(1, { token });
    await outbox.park(poison, token, 'no');
    expect(await outbox.parked()).toContainEqual(
      expect.objectContaining({ id: poison, error: 'no' }),
    );
    expect(idsOf(await lease(1_000))).toEqual([next]);
    expect([
      await outbox.revive(poison, at(1_000)),
      await outbox.revive(poison, at(1_000)),
    ]).toEqual([true, false]);
    expect(await lease(2_000)).toMatchObject([{ id: poison, attempts: 1 }]);
  });

  test('holds nothing of a unit of work that failed', async () => {
    await empty(1_000_000);
    const failing = adapter.unitOfWork.run(async (within) => {
      const message = { id: randomUUID(), type: 'thing.made', key: 'x', data: {} };
      await within.outbox.add({ ...message, ...unclaimed });
      throw new Error('a fault');
    });
    await expect(failing).rejects.toThrow('a fault');
    expect(await lease(1)).toEqual([]);
  });
});

describe.each(adapters)('the inbox in $name', ({ open }) => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await open();
  });
  afterAll(() => adapter.close());

  test('takes a message from one of many who bring it, once for each consumer', async () => {
    const { inbox } = adapter.repositories;
    const id = randomUUID();
    const tries = Array.from({ length: 10 }, () => inbox.accept('mail', id, at(0)));
    expect((await Promise.all(tries)).filter(Boolean)).toEqual([true]);
    expect(await inbox.accept('stock', id, at(0))).toBe(true);
    expect([await inbox.has('mail', id), await inbox.has('mail', randomUUID())]).toEqual([
      true,
      false,
    ]);
  });

  test('has not seen a message whose effect was rolled back', async () => {
    const id = randomUUID();
    const failing = adapter.unitOfWork.run(async (within) => {
      await within.inbox.accept('mail', id, at(0));
      throw new Error('a fault');
    });
    await expect(failing).rejects.toThrow('a fault');
    expect(await adapter.repositories.inbox.accept('mail', id, at(0))).toBe(true);
  });

  test('forgets what is old', async () => {
    const { inbox } = adapter.repositories;
    const [old, young] = [randomUUID(), randomUUID()];
    await inbox.accept('mail', old, at(0));
    await inbox.accept('mail', young, at(100));
    expect(await inbox.forget(at(50))).toBeGreaterThanOrEqual(1);
    expect([await inbox.has('mail', old), await inbox.has('mail', young)]).toEqual([false, true]);
  });
});
