import { expect, test } from 'vitest';
import { createCache } from '../../src/cache/cache.ts';
import { memoryStore } from '../../src/cache/memory.ts';
import { createLogger } from '../../src/config/logger.ts';
import { cachedRecords, recordCacheService } from '../../src/services/record-cache.service.ts';
import { createClock } from '../../src/utils/clock.ts';
import { createEventBus } from '../../src/utils/event-bus.ts';
import { createIds } from '../../src/utils/ids.ts';
import { createMemory } from '../support/memory/memory.ts';
import { repositoriesIn, unitOfWorkIn } from '../support/memory/index.ts';

function setUp(store = memoryStore()) {
  const log = createLogger({ LOG_LEVEL: 'silent' });
  const memory = createMemory();
  const events = createEventBus({ log, clock: createClock(), ids: createIds() });
  const unitOfWork = unitOfWorkIn(memory, events.deliver);
  const cache = createCache({ store, log });
  recordCacheService({ cache, events });
  const records = cachedRecords('desks', { cache, events, unitOfWork });
  let loads = 0;
  const read = () => records.read('1', () => Promise.resolve({ load: (loads += 1) }));
  return { records, read, outbox: repositoriesIn(memory).outbox, events };
}

test('a second read does not ask the database', async () => {
  const { read } = setUp();
  expect([await read(), await read()]).toEqual([{ load: 1 }, { load: 1 }]);
});

test('who changes a record reads the new one right after', async () => {
  const { read, records } = setUp();
  await read();
  await records.change('1', () => Promise.resolve('changed'));
  expect(await read()).toEqual({ load: 2 });
});

test('a change that is rolled back drops nothing', async () => {
  const { read, records } = setUp();
  await read();
  const failing = records.change('1', () => Promise.reject(new Error('a fault')));
  await expect(failing).rejects.toThrow('a fault');
  expect(await read()).toEqual({ load: 1 });
});

test('a change that changed nothing drops nothing', async () => {
  const { read, records } = setUp();
  await read();
  await records.change('1', () => Promise.resolve(undefined));
  expect(await read()).toEqual({ load: 1 });
});

test('what could not be dropped at once is dropped by the outbox', async () => {
  const store = memoryStore();
  let isAway = true;
  const renew = (tag: string) =>
    isAway ? Promise.reject(new Error('the store is away')) : store.renew(tag);
  const { read, records, outbox, events } = setUp({ ...store, renew });
  await read();
  await records.change('1', () => Promise.resolve('changed'));
  expect(await read()).toEqual({ load: 1 });
  isAway = false;
  const later = new Date(Date.now() + 60_000);
  const [message] = await outbox.lease({ token: 't', limit: 1, now: later, until: later });
  if (message) await events.tell(message);
  expect(await read()).toEqual({ load: 2 });
});
