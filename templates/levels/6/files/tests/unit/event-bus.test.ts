import { expect, test } from 'vitest';
import { createLogger } from '../../src/config/logger.ts';
import { createClock } from '../../src/utils/clock.ts';
import { createEventBus, type EventKind } from '../../src/utils/event-bus.ts';
import { createIds } from '../../src/utils/ids.ts';
import { startRelay, type Relay } from '../../src/outbox/relay.ts';
import { createMemory } from '../support/memory/memory.ts';
import { repositoriesIn, unitOfWorkIn } from '../support/memory/index.ts';

interface Thing {
  readonly name: string;
}

const thingMade: EventKind<Thing> = { type: 'thing.made' };
const quick = { pause: 10, wait: 1, longestWait: 5 };

function setUp() {
  const lines: string[] = [];
  const log = createLogger({}, { write: (line) => lines.push(line) });
  const [clock, ids, memory] = [createClock(), createIds(), createMemory()];
  const events = createEventBus({ log, clock, ids });
  const repositories = repositoriesIn(memory);
  const unitOfWork = unitOfWorkIn(memory, events.deliver);
  const start = (limits = {}): Relay =>
    startRelay({ repositories, events, log, clock, ids, limits: { ...quick, ...limits } });
  const make = (name: string, kind = thingMade) =>
    unitOfWork.run((within) => events.publish(kind, { name }, within));
  return { events, unitOfWork, repositories, lines, start, make };
}

test('an event is told after its commit, to all who listen', async () => {
  const { events, make, start } = setUp();
  const heard: string[] = [];
  events.on(thingMade, ({ name }) => Promise.resolve(void heard.push(name)));
  events.on(thingMade, ({ name }) => Promise.resolve(void heard.push(`${name} too`)));
  await make('lamp');
  expect(heard).toEqual([]);
  const relay = start();
  await expect.poll(() => heard).toEqual(['lamp', 'lamp too']);
  await relay.close();
});

test('nobody hears of what was rolled back', async () => {
  const { events, unitOfWork, start } = setUp();
  const heard: string[] = [];
  const hear = ({ name }: Thing) => Promise.resolve(void heard.push(name));
  events.on(thingMade, hear);
  events.atOnce(thingMade, hear);
  const failing = unitOfWork.run(async (within) => {
    await events.publish(thingMade, { name: 'lamp' }, within);
    throw new Error('a fault');
  });
  await expect(failing).rejects.toThrow('a fault');
  const relay = start();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await relay.close();
  expect(heard).toEqual([]);
});

test('who wants to hear at once has heard when the unit of work is over, without a relay', async () => {
  const { events, make, lines } = setUp();
  const heard: string[] = [];
  events.atOnce(thingMade, () => Promise.reject(new Error('not today')));
  events.atOnce(thingMade, async ({ name }) => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    heard.push(name);
  });
  await make('lamp');
  expect(heard).toEqual(['lamp']);
  expect(lines.join()).toContain('not today');
});

test('a handler that fails is told again until it works, and the others bear it', async () => {
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
  await expect.poll(() => heard).toEqual(['lamp', 'lamp', 'lamp', 'lamp', 'done']);
  await relay.close();
});

test('a poisonous message is given up, and until then stands in the way of its key only', async () => {
  const { events, make, repositories, lines, start } = setUp();
  const keyed: EventKind<Thing> = { ...thingMade, keyOf: ({ name }) => name.slice(0, 1) };
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
  const { events, make, start } = setUp();
  const heard: string[] = [];
  let isAtWork = false;
  events.on(thingMade, async ({ name }) => {
    isAtWork = true;
    await new Promise((resolve) => setTimeout(resolve, 50));
    heard.push(name);
  });
  const relay = start();
  await make('lamp');
  await expect.poll(() => isAtWork).toBe(true);
  await relay.close();
  expect(heard).toEqual(['lamp']);
});
