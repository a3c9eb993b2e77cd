import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { servicesInMemory } from '../support/services-in-memory.ts';
import { kindOf } from '../support/clicks.ts';

const HOUR = 60 * 60_000;
const url = 'https://example.com/';
const nothing = { referrer: undefined, userAgent: undefined };

test('a batch that comes twice is added once', async () => {
  const { services, clock } = servicesInMemory();
  const { id } = await services.shortLinks.create({ url, expiresAt: null });
  const day = clock.now().toISOString().slice(0, 10);
  const counts = [{ ...kindOf(id, { day }), clicks: 3 }];
  const batch = { id: randomUUID(), counts, done: () => Promise.resolve() };
  await Promise.all([services.linkClicks.keep(batch), services.linkClicks.keep(batch)]);
  const { days } = await services.linkClicks.read(id, 1);
  expect(days).toEqual([{ day, clicks: 3 }]);
});

test('clicks that could not be kept are kept the next time, and those of that time too', async () => {
  const { services, ports } = servicesInMemory();
  const { id } = await services.shortLinks.create({ url, expiresAt: null });
  ports.clicks.keptBy(() => Promise.reject(new Error('the database is away')));
  services.linkClicks.note(id, nothing);
  await ports.clicks.flush();
  ports.clicks.keptBy(services.linkClicks.keep);
  services.linkClicks.note(id, nothing);
  await ports.clicks.flush();
  const { sources } = await services.linkClicks.read(id, 1);
  expect(sources).toEqual({ direct: 2, search: 0, social: 0, other: 0 });
});

test('each day has its clicks, the oldest first, and those without any are there', async () => {
  const { services, ports, clock } = servicesInMemory();
  const { id } = await services.shortLinks.create({ url, expiresAt: null });
  services.linkClicks.note(id, nothing);
  clock.advance(48 * HOUR);
  services.linkClicks.note(id, nothing);
  services.linkClicks.note(id, nothing);
  await ports.clicks.flush();
  const of = async (count: number) =>
    (await services.linkClicks.read(id, count)).days.map(({ clicks }) => clicks);
  expect(await of(4)).toEqual([0, 1, 0, 2]);
  expect(await of(1)).toEqual([2]);
});

test('what is there when the process ends is kept', async () => {
  const { services, ports } = servicesInMemory();
  const { id } = await services.shortLinks.create({ url, expiresAt: null });
  services.linkClicks.note(id, nothing);
  await ports.clicks.close();
  expect((await services.linkClicks.read(id, 1)).agents).toMatchObject({ other: 1 });
});
