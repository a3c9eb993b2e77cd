import { expect, test } from 'vitest';
import { createLogger } from '../../src/config/logger.ts';
import { createEventBus, type EventKind } from '../../src/utils/event-bus.ts';
import { createMemory } from '../support/memory/memory.ts';
import { unitOfWorkIn } from '../support/memory/index.ts';

const thingMade: EventKind<{ readonly name: string }> = { type: 'thing.made' };

function setUp() {
  const lines: string[] = [];
  const events = createEventBus({ log: createLogger({}, { write: (line) => lines.push(line) }) });
  const unitOfWork = unitOfWorkIn(createMemory(), events.deliver);
  const heard: string[] = [];
  events.on(thingMade, ({ name }) => Promise.resolve(void heard.push(name)));
  return { events, unitOfWork, heard, lines };
}

test('an event is heard after its unit of work, by all who listen', async () => {
  const { events, unitOfWork, heard } = setUp();
  events.on(thingMade, ({ name }) => Promise.resolve(void heard.push(`${name} too`)));
  await unitOfWork.run(async (within) => {
    await events.publish(thingMade, { name: 'a lamp' }, within);
    expect(heard).toEqual([]);
  });
  await events.close();
  expect(heard).toEqual(['a lamp', 'a lamp too']);
});

test('nobody hears of what was rolled back', async () => {
  const { events, unitOfWork, heard } = setUp();
  const failing = unitOfWork.run(async (within) => {
    await events.publish(thingMade, { name: 'a lamp' }, within);
    throw new Error('a fault');
  });
  await expect(failing).rejects.toThrow('a fault');
  await events.close();
  expect(heard).toEqual([]);
});

test('a handler that fails disturbs neither the others nor the one who told, and is logged', async () => {
  const { events, unitOfWork, heard, lines } = setUp();
  events.on(thingMade, () => Promise.reject(new Error('no mail today')));
  events.on(thingMade, ({ name }) => Promise.resolve(void heard.push(`${name} still`)));
  await unitOfWork.run((within) => events.publish(thingMade, { name: 'a lamp' }, within));
  await events.close();
  expect(heard).toEqual(['a lamp', 'a lamp still']);
  expect(lines.join()).toContain('no mail today');
});

test('closing waits for handlers at work', async () => {
  const { events, unitOfWork, heard } = setUp();
  events.on(thingMade, async ({ name }) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    heard.push(`${name} at last`);
  });
  await unitOfWork.run((within) => events.publish(thingMade, { name: 'a lamp' }, within));
  await events.close();
  expect(heard).toContain('a lamp at last');
});
