import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLogger } from '../../src/config/logger.ts';
import { buildContainer, type Container } from '../../src/container.ts';
import type { EventKind } from '../../src/utils/event-bus.ts';
import { testEnv } from '../support/environment.ts';

interface Thing {
  readonly place: number;
}

const log = createLogger({ LOG_LEVEL: 'silent' });
const SOON = { timeout: 15_000 };

/** As a process of its own would have it, on the database of this file. */
async function start(): Promise<Container> {
  const container = await buildContainer(await testEnv(), { log });
  onTestFinished(container.dispose);
  return container;
}

/** As a process writes it down that then dies: committed, and told to nobody. */
const leave = ({ unitOfWork, clock }: Container, type: string, places: readonly number[]) =>
  unitOfWork.run(async ({ outbox }) => {
    for (const place of places) {
      const [id, now] = [randomUUID(), clock.now()];
      const moments = { createdAt: now, availableAt: now };
      await outbox.add({ id, type, key: id, data: { place }, token: null, ...moments });
    }
  });

describe('the outbox', () => {
  test('four relays tell 200 messages, and none of them twice', async () => {
    const kind: EventKind<Thing> = { type: `thing.${randomUUID()}` };
    const heard: number[] = [];
    const containers = await Promise.all([start(), start(), start(), start()]);
    for (const { events } of containers) {
      events.on(kind, ({ place }) => Promise.resolve(void heard.push(place)));
    }
    const places = Array.from({ length: 200 }, (_, place) => place);
    const writer = await start();
    for (let from = 0; from < places.length; from += 50) {
      await leave(writer, kind.type, places.slice(from, from + 50));
    }
    const relays = containers.map((container) => container.services.outbox.startRelay());
    await expect.poll(() => heard.length, SOON).toBe(200);
    await Promise.all(relays.map((relay) => relay.close()));
    expect(heard.toSorted((one, other) => one - other)).toEqual(places);
  });

  test('what a process wrote down before it died is told by the next', async () => {
    const kind: EventKind<Thing> = { type: `thing.${randomUUID()}` };
    const dead = await start();
    await leave(dead, kind.type, [7]);
    const next = await start();
    const heard: number[] = [];
    next.events.on(kind, ({ place }) => Promise.resolve(void heard.push(place)));
    const relay = next.services.outbox.startRelay();
    await expect.poll(() => heard, SOON).toEqual([7]);
    await relay.close();
  });

  test('what is told twice has one effect on who asks the inbox', async () => {
    const { events, unitOfWork, clock, repositories } = await start();
    const kind: EventKind<Thing> = { type: `thing.${randomUUID()}` };
    const effects = () => repositories.inbox.has(kind.type, effect);
    const effect = randomUUID();
    let times = 0;
    events.on(kind, (_, { id }) =>
      unitOfWork.run(async (within) => {
        if (!(await within.inbox.accept('counter', id, clock.now()))) return;
        times += 1;
        await within.inbox.accept(kind.type, effect, clock.now());
      }),
    );
    const message = { id: randomUUID(), type: kind.type, key: 'x', data: { place: 1 } };
    await events.tell(message);
    const timesAtFirst = times;
    await events.tell(message);
    expect([await effects(), times]).toEqual([true, timesAtFirst]);
  });
});
