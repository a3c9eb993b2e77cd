import { expect, test } from 'vitest';
import { createLogger } from '../../src/config/logger.ts';
import { buildContainer } from '../../src/container.ts';
import { testEnv } from '../support/environment.ts';

const request = { key: 'a key', userId: 'ada', route: 'POST /anything', body: {} };

async function setUp(over: Parameters<typeof buildContainer>[1] = {}) {
  const env = await testEnv({ LOG_LEVEL: 'silent' });
  return buildContainer(env, { log: createLogger(env), ...over });
}

test('a test puts its own clock into the app, and all services live by it', async () => {
  let now = Date.UTC(2026, 0, 1);
  const { services, dispose } = await setUp({ clock: { now: () => new Date(now) } });
  let effects = 0;
  const ask = () => services.idempotency.once(request).run(() => Promise.resolve((effects += 1)));
  const first = await ask();
  expect(await ask()).toBe(first);
  now += 25 * 60 * 60 * 1_000;
  expect(await ask()).not.toBe(first);
  await dispose();
});

test('what is closed first was opened last: events are still handled while there is a database', async () => {
  const { events, unitOfWork, repositories, dispose } = await setUp();
  const heard: unknown[] = [];
  events.on<string>({ type: 'a.thing.happened' }, async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    heard.push(await repositories.idempotencyKeys.forget(new Date(0)));
  });
  await unitOfWork.run((within) => events.publish({ type: 'a.thing.happened' }, 'a lamp', within));
  await dispose();
  expect(heard).toEqual([0]);
});
