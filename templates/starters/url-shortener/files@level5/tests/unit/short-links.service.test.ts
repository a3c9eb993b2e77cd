import { expect, test } from 'vitest';
import { servicesInMemory } from '../support/services-in-memory.ts';

const url = 'https://example.com/';

test('a link ends at the moment it was given, and not before', async () => {
  const { services, clock } = servicesInMemory();
  const now = clock.now().getTime();
  const expiresAt = new Date(now + 60_000).toISOString();
  const { code, id } = await services.shortLinks.create({ url, expiresAt });
  expect(await services.shortLinks.follow(code)).toMatchObject({ id, url });
  clock.advance(60_000);
  await expect(services.shortLinks.follow(code)).rejects.toMatchObject({ code: 'gone' });
  expect(await services.shortLinks.read(id)).toMatchObject({ clicks: 1 });
});

test('a code that nobody has leads nowhere', async () => {
  const { services } = servicesInMemory();
  await expect(services.shortLinks.follow('nobody')).rejects.toMatchObject({ code: 'not_found' });
});
