import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { route, type Route } from '../../src/routes/route.ts';
import { startApi, type Api } from '../support/api.ts';
import { copyTemplate } from '../support/database.ts';

const ask = (method: 'get' | 'post', path: string, load: () => Promise<boolean>): Route =>
  route({
    method,
    path,
    summary: 'Asks',
    answer: z.object({ isSeen: z.boolean() }),
    handle: async () => ({ isSeen: await load() }),
  });

/** On a replica set of one member, a secondary is waited for in vain. */
async function start(preference: string): Promise<Api> {
  const url = new URL(await copyTemplate());
  url.searchParams.set('serverSelectionTimeoutMS', '500');
  const marker = randomUUID();
  const seen = () =>
    api.deps.replicas.read(api.deps.repositories, ({ inbox }) => inbox.has('marker', marker));
  const api = await startApi({
    env: { MONGODB_URL: url.href, MONGODB_READ_PREFERENCE: preference },
    routes: [
      ask('get', '/late', seen),
      ask('post', '/late', seen),
      ask('get', '/work', () =>
        api.deps.unitOfWork.run(({ inbox }) => inbox.has('marker', marker)),
      ),
    ],
  });
  onTestFinished(api.close);
  await api.deps.repositories.inbox.accept('marker', marker, new Date());
  return api;
}

const SEEN = { status: 200, body: { isSeen: true } };

test('who looks asks a secondary, who changes something or works in a transaction does not', async () => {
  const api = await start('secondary');
  expect(await api.get('/late')).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(await api.post('/late')).toMatchObject(SEEN);
  expect(await api.get('/work')).toMatchObject(SEEN);
});

test.each(['secondaryPreferred', 'nearest', ''])(
  'where the primary is all there is, it answers: %s',
  async (preference) => {
    const api = await start(preference);
    expect(await api.get('/late')).toMatchObject(SEEN);
  },
);
