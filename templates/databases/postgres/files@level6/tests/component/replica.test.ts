import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { createLogger } from '../../src/config/logger.ts';
import { buildContainer } from '../../src/container.ts';
import { route, type Route } from '../../src/routes/route.ts';
import { startApi, type Api } from '../support/api.ts';
import { copyTemplate } from '../support/database.ts';
import { testEnv } from '../support/environment.ts';
import { startProxy } from '../support/proxy.ts';

const nowhere = () => Promise.resolve('postgres://nobody@127.0.0.1:1/none');

/** Takes connections, and never answers. */
async function mute(): Promise<string> {
  const server = createServer((socket) => socket.on('error', () => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `postgres://nobody@127.0.0.1:${(server.address() as AddressInfo).port}/none`;
}

/** Tells whether this was read from the database in which the marker lies, and changes nothing. */
const ask = (method: 'get' | 'post', path: string, isSeen: () => Promise<boolean>): Route =>
  route({
    method,
    path,
    summary: 'Asks',
    answer: z.object({ isLate: z.boolean() }),
    handle: async () => ({ isLate: await isSeen() }),
  });

/** The app, with a replica that has what the primary has not: a marker. */
async function start(replicaUrl: string, marker: string): Promise<Api> {
  const seen = () =>
    api.deps.replicas.read(api.deps.repositories, ({ inbox }) => inbox.has('marker', marker));
  const api = await startApi({
    env: { DATABASE_REPLICA_URL: replicaUrl },
    routes: [
      ask('get', '/late', seen),
      ask('post', '/late', seen),
      ask('get', '/work', () =>
        api.deps.unitOfWork.run(({ inbox }) => inbox.has('marker', marker)),
      ),
    ],
  });
  onTestFinished(api.close);
  return api;
}

async function mark(url: string): Promise<string> {
  const env = await testEnv({ DATABASE_URL: url, LOG_LEVEL: 'silent' });
  const { repositories, dispose } = await buildContainer(env, { log: createLogger(env) });
  const marker = randomUUID();
  await repositories.inbox.accept('marker', marker, new Date());
  await dispose();
  return marker;
}

const isLate = async (answer: ReturnType<Api['get']>): Promise<unknown> => (await answer).body;
const [LATE, NOT_LATE] = [{ isLate: true }, { isLate: false }];

describe('with a replica', () => {
  test('who looks is told what it has, who changes something or works in a transaction is not', async () => {
    const url = await copyTemplate();
    const api = await start(url, await mark(url));
    expect(await isLate(api.get('/late'))).toEqual(LATE);
    expect(await isLate(api.post('/late'))).toEqual(NOT_LATE);
    expect(await isLate(api.get('/work'))).toEqual(NOT_LATE);
  });

  test('whoever has no request has to see what is', async () => {
    const url = await copyTemplate();
    const marker = await mark(url);
    const { deps } = await start(url, marker);
    const seen = deps.replicas.read(deps.repositories, ({ inbox }) => inbox.has('marker', marker));
    expect(await seen).toBe(false);
  });

  test('the primary answers while it is gone, and it answers again when it is back', async () => {
    const url = await copyTemplate();
    const marker = await mark(url);
    const proxy = await startProxy(url);
    onTestFinished(proxy.cut);
    const api = await start(proxy.url, marker);
    expect(await isLate(api.get('/late'))).toEqual(LATE);
    await proxy.cut();
    expect(await isLate(api.get('/late'))).toEqual(NOT_LATE);
    await proxy.restore();
    expect(await isLate(api.get('/late'))).toEqual(NOT_LATE);
    api.clock.advance(5_000);
    expect(await isLate(api.get('/late'))).toEqual(LATE);
  });

  test.each([
    ['is not there', nowhere],
    ['says nothing', mute],
  ])('that %s the app starts, is ready, and says so', async (_, address) => {
    const api = await start(await address(), randomUUID());
    expect(await api.get('/readyz')).toMatchObject({
      status: 200,
      body: { checks: { db: 'ok', replica: 'degraded' } },
    });
    expect((await api.get('/late')).status).toBe(200);
  });
});

test('without one, the primary is asked', async () => {
  const api = await startApi();
  onTestFinished(api.close);
  expect(await api.get('/readyz')).toMatchObject({ body: { checks: { replica: 'ok' } } });
});
