import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { redisUrl } from '../support/redis.ts';
import { connect } from '../support/sockets.ts';

/** Instances of one app: they have the keys in Redis in common, and the database. */
async function startInstances() {
  const env = { REDIS_PREFIX: `test-chats-${randomUUID().slice(0, 8)}` };
  const [one, other] = [await startApi({ env }), await startApi({ env })];
  onTestFinished(async () => {
    await one.close();
    await other.close();
  });
  const count = ({ deps }: Api) => deps.sockets.io.of('/').adapter.serverCount();
  await expect.poll(() => Promise.all([count(one), count(other)]).catch(() => [])).toEqual([2, 2]);
  return { one, other };
}

async function somebody(api: Api) {
  const visitor = await api.as('viewer');
  return { ...(await connect(api.url, visitor)), ...visitor };
}

describe.skipIf(redisUrl() === '')('on two instances', () => {
  test('two who write to each other hear each other, and see each other come', async () => {
    const { one, other } = await startInstances();
    const [ann, bob] = [await somebody(one), await somebody(other)];
    const { id } = (await ann.put(`/direct-messages/${bob.userId}`)).body;
    const news = { type: 'chat.joined', data: { chatId: id } };
    await expect.poll(() => bob.heard('news')).toEqual([news]);
    const room = `chat:${id}`;
    await ann.ask('room:enter', { room });
    const { said } = await ann.ask('room:say', { room, text: 'hello' });
    const view = await bob.ask('room:enter', { room });
    expect(view).toMatchObject({ present: [ann.userId, bob.userId], history: [said] });
    await expect.poll(() => ann.heard('room:entered')).toEqual([{ room, userId: bob.userId }]);
    const { said: answer } = await bob.ask('room:say', { room, text: 'and to you' });
    await expect.poll(() => ann.heard('room:said')).toEqual([said, answer]);
  });

  test('who is put out of a channel on one hears nothing on the other any more', async () => {
    const { one, other } = await startInstances();
    const [ann, bob] = [await somebody(one), await somebody(other)];
    const { id } = (await ann.post('/channels', { name: 'coffee' })).body;
    expect(await bob.put(`/channels/${id}/members/${bob.userId}`)).toMatchObject({ status: 204 });
    const room = `chat:${id}`;
    for (const client of [ann, bob]) await client.ask('room:enter', { room });
    await ann.delete(`/channels/${id}/members/${bob.userId}`);
    await expect.poll(() => ann.heard('room:left')).toEqual([{ room, userId: bob.userId }]);
    await ann.ask('room:say', { room, text: 'they are gone' });
    expect(await bob.ask('room:say', { room, text: 'hello' })).toMatchObject({ ok: false });
    expect(bob.heard('room:said')).toEqual([]);
  });
});
