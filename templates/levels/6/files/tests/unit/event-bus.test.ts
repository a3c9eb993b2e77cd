import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLogger } from '../../src/config/logger.ts';
import { startRelay, type Relay } from '../../src/outbox/relay.ts';
import { outboxService } from '../../src/services/outbox.service.ts';
import { createEventBus, type EventKind } from '../../src/utils/event-bus.ts';
import { createIds } from '../../src/utils/ids.ts';
import { createMemory } from '../support/memory/memory.ts';
import { repositoriesIn, unitOfWorkIn } from '../support/memory/index.ts';

interface Thing {
  readonly name: string;
}

const thingMade: EventKind<Thing> = { type: 'thing.made' };
const keyed: EventKind<Thing> = { ...thingMade, keyOf: ({ name }) => name.slice(0, 1) };
const quick = { pause: 10, wait: 1, longestWait: 5 };

function setUp() {
  const lines: string[] = [];
  const log = createLogger({}, { write: (line) => lines.push(line) });
  const [ids, memory] = [createIds(), createMemory()];
  const clock = { ahead: 0, now: () => new Date(Date.now() + clock.ahead) };
  const events = createEventBus({ log, clock, ids });
  const repositories = repositoriesIn(memory);
  const unitOfWork = unitOfWorkIn(memory, events.deliver);
  outboxService({ repositories, events, clock, ids, log });
  const start = (limits = {}): Relay =>
    startRelay({ repositories, events, log, clock, ids, limits: { ...quick, ...limits } });
  const make = (name: string, kind = thingMade) =>
    unitOfWork.run((within) => events.publish(kind, { name }, within));
  const left = async () => {
    const now = new Date(Date.now() + 3_600_000);
    return repositories.outbox.lease({ token: 'test', limit: 100, now, until: now });
  };
  return { events, unitOfWork, repositories, lines, start, make, left, clock };
}

test('an event is heard after its unit of work, by all who listen, and then forgotten', async () => {
  const { events, unitOfWork, left } = setUp();
  const heard: string[] = [];
  events.on(thingMade, ({ name }) => Promise.resolve(void heard.push(name)));
  events.on(thingMade, ({ name }) => Promise.resolve(void heard.push(`${name} too`)));
  await unitOfWork.run(async (within) => {
    await events.publish(thingMade, { name: 'lamp' }, within);
    expect(heard).toEqual([]);
  });
  await events.close();
  expect([heard, await left()]).toEqual([['lamp', 'lamp too'], []]);
});

test('nobody hears of what was rolled back', async () => {
  const { events, unitOfWork, left } = setUp();
  const heard: string[] = [];
  const hear = ({ name }: Thing) => Promise.resolve(void heard.push(name));
  events.on(thingMade, hear);
  events.atOnce(thingMade, hear);
  const failing = unitOfWork.run(async (within) => {
    await events.publish(thingMade, { name: 'lamp' }, within);
    throw new Error('a fault');
  });
  await expect(failing).rejects.toThrow('a fault');
  await events.close();
  expect([heard, await left()]).toEqual([[], []]);
});

test('who wants to hear at once has heard when the unit of work is over, and disturbs nobody', async () => {
  const { events, make, lines } = setUp();
  const heard: string[] = [];
  events.atOnce(thingMade, () => Promise.reject(new Error('not today')));
  events.atOnce(thingMade, async ({ name }) => {
    await wait(10);
    heard.push(name);
  });
  await make('lamp');
  expect(heard).toEqual(['lamp']);
  expect(lines.join()).toContain('not today');
});

test('what a handler could not do is told again by a relay until it works, and the others bear it', async () => {
  const { events, make, start } = setUp();
  const heard: string[] = [];
  let failures = 3;
  events.on(thingMade, ({ name }) => Promise.resolve(void heard.push(name)));
  events.on(thingMade, () => {
    failures -= 1;
    return failures < 0 ? Promise.resolve(void heard.push('done')) : Promise.reject(new Error());
  });
  await make('lamp');
  const relay = start();
  await expect
    .poll(() => heard, { timeout: 5_000 })
    .toEqual(['lamp', 'lamp', 'lamp', 'lamp', 'done']);
  await relay.close();
});

test('who fails keeps nobody else from hearing', async () => {
  const { events } = setUp();
  const heard: string[] = [];
  events.on(thingMade, () => Promise.reject(new Error('not today')));
  events.on(thingMade, ({ name }) => Promise.resolve(void heard.push(name)));
  const message = { id: '1', type: 'thing.made', key: '1', data: { name: 'lamp' } };
  await expect(events.tell(message)).rejects.toThrow('not today');
  expect(heard).toEqual(['lamp']);
});

test('what its writer never told, because it died, is told by a relay when its lease is over', async () => {
  const { events, unitOfWork, clock, start } = setUp();
  const heard: string[] = [];
  events.on(thingMade, ({ name }) => Promise.resolve(void heard.push(name)));
  const now = new Date();
  const lease = { createdAt: now, availableAt: new Date(now.getTime() + 30_000), token: 'dead' };
  await unitOfWork.run(({ outbox }) =>
    outbox.add({ id: '1', type: 'thing.made', key: '1', data: { name: 'lamp' }, ...lease }),
  );
  const relay = start();
  await wait(50);
  expect(heard).toEqual([]);
  clock.ahead = 31_000;
  await expect.poll(() => heard).toEqual(['lamp']);
  await relay.close();
});

test('a poisonous message is given up, and until then stands in the way of its key only', async () => {
  const { events, make, repositories, lines, start } = setUp();
  const heard: string[] = [];
  events.on(keyed, ({ name }) =>
    name === 'a poison' ? Promise.reject(new Error('no')) : Promise.resolve(void heard.push(name)),
  );
  await make('a poison', keyed);
  await make('a second', keyed);
  await make('b', keyed);
  const relay = start({ attempts: 4 });
  await expect.poll(() => heard).toEqual(['b', 'a second']);
  await relay.close();
  expect(await repositories.outbox.parked()).toMatchObject([{ data: { name: 'a poison' } }]);
  expect(lines.join()).toContain('event given up');
});

test('closing waits for handlers at work', async () => {
  const { events, make } = setUp();
  const heard: string[] = [];
  events.on(thingMade, async ({ name }) => {
    await wait(50);
    heard.push(name);
  });
  await make('lamp');
  await events.close();
  expect(heard).toEqual(['lamp']);
});
