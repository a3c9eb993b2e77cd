import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realtimeLimits } from '../../src/constants/realtime-limits.ts';
import { startApi, type Api } from '../support/api.ts';
import { roomFor } from '../support/rooms.ts';
import { connect } from '../support/sockets.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function somebody(who = 'viewer') {
  const visitor = await api.as(who);
  return { ...(await connect(api.url, visitor)), userId: visitor.userId };
}

describe('what is said in a room', () => {
  test('is answered, and heard by all who are in it and nobody else', async () => {
    const [ann, bob, eve] = [await somebody(), await somebody(), await somebody()];
    const room = await roomFor(api, ann, bob);
    await ann.ask('room:enter', { room });
    await bob.ask('room:enter', { room });
    const { ok, said } = await ann.ask('room:say', { room, text: ' hello ' });
    expect(ok).toBe(true);
    expect(said).toMatchObject({ room, text: 'hello', userId: ann.userId });
    await expect.poll(() => bob.heard('room:said')).toEqual([said]);
    expect(ann.heard('room:said')).toEqual([said]);
    expect(eve.heard('room:said')).toEqual([]);
  });

  test('is told to who comes later, the oldest first, and not all of it', async () => {
    const late = await somebody();
    const room = await roomFor(api, late);
    const texts = Array.from({ length: realtimeLimits.history.messages + 5 }, (_, n) => `${n}`);
    for (const [second, text] of texts.entries()) {
      const at = new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
      await api.deps.history.add({ id: randomUUID(), room, userId: late.userId, text, at });
    }
    const { history } = await late.ask('room:enter', { room });
    expect(history.map(({ text }: { text: string }) => text)).toEqual(texts.slice(5));
  });

  test('by who is not in it is refused, and not kept', async () => {
    const outside = await somebody();
    const room = await roomFor(api, outside);
    const answer = await outside.ask('room:say', { room, text: 'let me in' });
    expect(answer).toMatchObject({ ok: false, code: 'not_found' });
    expect(await api.deps.history.of(room)).toEqual([]);
  });

  test('is not heard any more after leaving', async () => {
    const [ann, bob] = [await somebody(), await somebody()];
    const room = await roomFor(api, ann, bob);
    await ann.ask('room:enter', { room });
    await bob.ask('room:enter', { room });
    await bob.ask('room:leave', { room });
    await ann.ask('room:say', { room, text: 'alone' });
    await ann.ask('room:leave', { room });
    expect(bob.heard('room:said')).toEqual([]);
  });
});

describe('who is in a room', () => {
  test('is told to who enters, and the others hear of it', async () => {
    const [ann, bob] = [await somebody(), await somebody()];
    const room = await roomFor(api, ann, bob);
    expect(await ann.ask('room:enter', { room })).toMatchObject({ present: [ann.userId] });
    const { present } = await bob.ask('room:enter', { room });
    expect(present).toEqual([ann.userId, bob.userId]);
    await expect.poll(() => ann.heard('room:entered')).toEqual([{ room, userId: bob.userId }]);
  });

  test('and goes offline, is gone for the others', async () => {
    const [ann, bob] = [await somebody(), await somebody()];
    const room = await roomFor(api, ann, bob);
    await ann.ask('room:enter', { room });
    await bob.ask('room:enter', { room });
    bob.socket.disconnect();
    await expect.poll(() => ann.heard('room:left')).toEqual([{ room, userId: bob.userId }]);
  });

  test('with two tabs is there once, until the last is closed', async () => {
    const [ann, tab] = [await somebody(), await somebody()];
    const other = await somebody(tab.userId);
    const room = await roomFor(api, ann, tab);
    await ann.ask('room:enter', { room });
    await tab.ask('room:enter', { room });
    const { present } = await other.ask('room:enter', { room });
    expect(present).toEqual([ann.userId, tab.userId]);
    await tab.ask('room:leave', { room });
    expect(ann.heard('room:left')).toEqual([]);
    await other.ask('room:leave', { room });
    await expect.poll(() => ann.heard('room:left')).toHaveLength(1);
    expect(ann.heard('room:entered')).toHaveLength(1);
  });
});

describe('a message that does not fit', () => {
  test.each([
    ['room:enter', undefined, 'validation'],
    ['room:enter', null, 'validation'],
    ['room:enter', 'chat:a', 'validation'],
    ['room:enter', { room: '' }, 'validation'],
    ['room:enter', { room: 'chat:a b' }, 'validation'],
    ['room:enter', { room: ['chat:a'] }, 'validation'],
    ['room:enter', { room: `chat:${'a'.repeat(65)}` }, 'validation'],
    ['room:enter', { room: 'chat:a', userId: 'me' }, 'validation'],
    ['room:say', { room: 'chat:a' }, 'validation'],
    ['room:say', { room: 'chat:a', text: '   ' }, 'validation'],
    ['room:say', { room: 'chat:a', text: 'a'.repeat(2_001) }, 'validation'],
    ['room:enter', { room: 'nothing:a' }, 'not_found'],
    ['room:enter', { room: 'constructor:a' }, 'not_found'],
  ])('is refused: %s %j', async (event, given, code) => {
    const client = await somebody();
    expect(await client.ask(event, given)).toMatchObject({ ok: false, code });
    expect(client.socket.connected).toBe(true);
  });

  test('and wants no answer, harms nobody', async () => {
    const client = await somebody();
    client.socket.emit('room:enter');
    client.socket.emit('room:enter', { room: 'chat:a' }, 'no function');
    expect(await client.ask('room:leave', { room: 'chat:a' })).toEqual({ ok: true });
  });
});

test("nobody gets into the room in which a user's own news are told", async () => {
  const [ann, eve] = [await somebody(), await somebody()];
  const room = `user:${ann.userId}`;
  expect(await eve.ask('room:enter', { room })).toMatchObject({ code: 'not_found' });
  expect(await eve.ask('room:say', { room, text: 'hello' })).toMatchObject({ code: 'not_found' });
});

test('an error that is not meant for clients is logged, and not told', async () => {
  const client = await somebody();
  const room = await roomFor(api, client);
  const { history } = api.deps;
  const broken = await startApi({
    history: { ...history, of: () => Promise.reject(new Error('secret')) },
  });
  const other = await connect(broken.url, await broken.as(client.userId));
  const answer = await other.ask('room:enter', { room });
  await broken.close();
  expect(answer).toEqual({ ok: false, code: 'internal', message: 'Something went wrong.' });
  expect(JSON.stringify(broken.log)).toContain('secret');
});
