import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { redisUrl } from '../support/redis.ts';
import { startRedisProxy } from '../support/redis-proxy.ts';
import { roomFor } from '../support/rooms.ts';
import { connect } from '../support/sockets.ts';

/** Instances of one app: they have the keys in Redis in common, and the database. */
async function startInstances(env: Readonly<Record<string, string>> = {}) {
  const shared = { REDIS_PREFIX: `test-instances-${randomUUID().slice(0, 8)}`, ...env };
  const [one, other] = [await startApi({ env: shared }), await startApi({ env: shared })];
  onTestFinished(async () => {
    await one.close();
    await other.close();
  });
  await hearEachOther(one, other);
  return { one, other };
}

/** Each has asked Redis for what the other says. */
const hearEachOther = (one: Api, other: Api): Promise<void> =>
  expect
    .poll(async () => {
      const ask = ({ deps }: Api) => deps.sockets.io.of('/').adapter.serverCount();
      return Promise.all([ask(one), ask(other)]).catch(() => []);
    })
    .toEqual([2, 2]);

describe.skipIf(redisUrl() === '')('two instances', () => {
  test('deliver to each other, and know who is in a room and what was said', async () => {
    const { one, other } = await startInstances();
    const [ann, bob] = [await one.as('viewer'), await other.as('viewer')];
    const [here, there] = [await connect(one.url, ann), await connect(other.url, bob)];
    const room = await roomFor(one, ann, bob);
    await here.ask('room:enter', { room });
    const { said } = await here.ask('room:say', { room, text: 'hello' });
    const view = await there.ask('room:enter', { room });
    expect(view).toEqual({ ok: true, present: [ann.userId, bob.userId], history: [said] });
    await expect.poll(() => here.heard('room:entered')).toEqual([{ room, userId: bob.userId }]);
    const { said: answer } = await there.ask('room:say', { room, text: 'and to you' });
    await expect.poll(() => here.heard('room:said')).toEqual([said, answer]);
  });

  test('drop the sockets of a session within a second, whichever ended it', async () => {
    const { one, other } = await startInstances();
    const who = await one.as('viewer');
    const client = await connect(other.url, who);
    const room = await roomFor(one, who);
    expect(await client.ask('room:enter', { room })).toMatchObject({ ok: true });
    await who.delete(`/auth/sessions/${who.sessionId}`);
    await expect.poll(client.ended, { timeout: 1_000, interval: 20 }).toBe('io server disconnect');
    expect(await other.anonymous.get('/auth/sessions', who.headers)).toMatchObject({ status: 401 });
  });

  test('stop one after the other: clients of the one that stays hear nothing of it', async () => {
    const { one } = await startInstances();
    const leaving = await startApi({ env: { REDIS_PREFIX: one.deps.env.REDIS_PREFIX } });
    const [ann, bob] = [await one.as('viewer'), await leaving.as('viewer')];
    const [stays, goes] = [await connect(one.url, ann), await connect(leaving.url, bob)];
    await leaving.close();
    expect(goes.ended()).toBe('transport close');
    expect([stays.ended(), stays.heard('stopping')]).toEqual([undefined, []]);
  });

  test('go on without Redis each by itself, and together when it is back', async () => {
    const proxy = await startRedisProxy(redisUrl());
    onTestFinished(proxy.close);
    const { one, other } = await startInstances({ REDIS_URL: proxy.url });
    const on = async ({ url, as }: Api) => {
      const who = await as('viewer');
      return { ...(await connect(url, who)), userId: who.userId };
    };
    const [ann, bob, far] = [await on(one), await on(one), await on(other)];
    const room = await roomFor(one, ann, bob, far);
    proxy.cut();
    for (const client of [ann, bob, far]) {
      expect(await client.ask('room:enter', { room })).toMatchObject({ ok: true });
    }
    const { said } = await ann.ask('room:say', { room, text: 'only here' });
    await expect.poll(() => bob.heard('room:said')).toEqual([said]);
    expect(far.heard('room:said')).toEqual([]);
    proxy.restore();
    await hearEachOther(one, other);
    const { said: next } = await ann.ask('room:say', { room, text: 'together again' });
    await expect.poll(() => far.heard('room:said')).toEqual([next]);
  });
});
