import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { realtimeLimits } from '../../src/constants/realtime-limits.ts';
import { chatOfRoom } from '../../src/utils/chat-rooms.ts';
import { startApi, type Api } from '../support/api.ts';
import { nextPage } from '../support/factories.ts';
import { unknownId } from '../support/samples.ts';
import { connect } from '../support/sockets.ts';
import { roomFor } from '../support/rooms.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function somebody(at = api) {
  const visitor = await at.as('viewer');
  return { ...(await connect(at.url, visitor)), ...visitor };
}

const historyOf = (room: string): string => `/chats/${chatOfRoom(room)}/messages`;
const textsOf = (messages: readonly { readonly text: string }[]) =>
  messages.map(({ text }) => text);

describe('what is said', () => {
  test('is kept, and read back by members over HTTP as it was heard', async () => {
    const [ann, bob] = [await somebody(), await somebody()];
    const room = await roomFor(api, ann, bob);
    await ann.ask('room:enter', { room });
    const { said } = await ann.ask('room:say', { room, text: 'hello' });
    const { body } = await bob.get(historyOf(room));
    const { id, userId, text, at: sentAt } = said;
    expect(body).toEqual([{ id, userId, text, sentAt }]);
    expect(userId).toBe(ann.userId);
  });

  test('is there for who enters later, also from another instance, and after a restart', async () => {
    const ann = await somebody();
    const room = await roomFor(api, ann);
    await ann.ask('room:enter', { room });
    const { said } = await ann.ask('room:say', { room, text: 'still here' });
    const later = await startApi();
    onTestFinished(later.close);
    const client = await connect(later.url, ann);
    expect(await client.ask('room:enter', { room })).toMatchObject({ history: [said] });
  });

  test('is heard by nobody when it could not be kept', async () => {
    const broken = await startApi({
      history: {
        add: () => Promise.reject(new Error('the disk is full')),
        of: () => Promise.resolve([]),
      },
    });
    onTestFinished(broken.close);
    const [ann, bob] = [await somebody(broken), await somebody(broken)];
    const room = await roomFor(broken, ann, bob);
    for (const client of [ann, bob]) await client.ask('room:enter', { room });
    const answer = await ann.ask('room:say', { room, text: 'lost' });
    expect(answer).toMatchObject({ ok: false, code: 'internal' });
    // Had it been sent, it would have come before the answer to what bob asks next.
    await bob.ask('room:leave', { room });
    expect(bob.heard('room:said')).toEqual([]);
  });

  test.each([
    [{ userId: unknownId() }],
    [{ at: '2020-01-01T00:00:00.000Z' }],
    [{ id: unknownId() }],
    [{ text: 'a'.repeat(realtimeLimits.text + 1) }],
  ])('is not signed, dated or numbered by who says it, and not too long: %j', async (more) => {
    const ann = await somebody();
    const room = await roomFor(api, ann);
    await ann.ask('room:enter', { room });
    const answer = await ann.ask('room:say', { room, text: 'hello', ...more });
    expect(answer).toMatchObject({ ok: false, code: 'validation' });
    expect((await ann.get(historyOf(room))).body).toEqual([]);
  });
});

describe('only members', () => {
  test('enter, speak and read back', async () => {
    const [ann, eve] = [await somebody(), await somebody()];
    const room = await roomFor(api, ann);
    for (const event of ['room:enter', 'room:say']) {
      const asked = { room, ...(event === 'room:say' && { text: 'hello' }) };
      expect(await eve.ask(event, asked)).toMatchObject({ ok: false, code: 'not_found' });
    }
    expect(await eve.get(historyOf(room))).toMatchObject({ status: 404 });
    expect((await ann.get(historyOf(room))).body).toEqual([]);
  });

  test('are those of this moment: who is put out neither hears nor speaks any more', async () => {
    const [ann, bob] = [await somebody(), await somebody()];
    const room = await roomFor(api, ann, bob);
    for (const client of [ann, bob]) await client.ask('room:enter', { room });
    const path = `/channels/${chatOfRoom(room)}/members/${bob.userId}`;
    expect(await ann.delete(path)).toMatchObject({ status: 204 });
    const answer = await bob.ask('room:say', { room, text: 'one more thing' });
    expect(answer).toMatchObject({ ok: false, code: 'not_found' });
    await expect.poll(() => ann.heard('room:left')).toEqual([{ room, userId: bob.userId }]);
    await ann.ask('room:say', { room, text: 'they are gone' });
    await bob.ask('room:leave', { room });
    expect(bob.heard('room:said')).toEqual([]);
    const news = { type: 'chat.left', data: { chatId: chatOfRoom(room) } };
    expect(bob.heard('news')).toContainEqual(news);
    expect(await bob.get(historyOf(room))).toMatchObject({ status: 404 });
  });

  test('behind the back of this process, too: membership is looked up with each message', async () => {
    const [ann, bob] = [await somebody(), await somebody()];
    const room = await roomFor(api, ann, bob);
    await bob.ask('room:enter', { room });
    const membership = { chatId: chatOfRoom(room), userId: bob.userId };
    await api.deps.repositories.chatMembers.remove(membership);
    const answer = await bob.ask('room:say', { room, text: 'hello' });
    expect(answer).toMatchObject({ ok: false, code: 'not_found' });
  });

  test('come in, and nothing is looked up for others; who is put out meanwhile is not in', async () => {
    const told: string[] = [];
    const slow = await startApi({
      history: {
        add: () => Promise.resolve(),
        of: async (room) => {
          told.push(room);
          const membership = { chatId: chatOfRoom(room), userId: bob.userId };
          await slow.deps.repositories.chatMembers.remove(membership);
          return [];
        },
      },
    });
    onTestFinished(slow.close);
    const [ann, bob, eve] = [await somebody(slow), await somebody(slow), await somebody(slow)];
    const room = await roomFor(slow, ann, bob);
    expect(await eve.ask('room:enter', { room })).toMatchObject({ code: 'not_found' });
    expect(told).toEqual([]);
    expect(await bob.ask('room:enter', { room })).toMatchObject({ code: 'not_found' });
    expect(slow.deps.sockets.io.of('/').adapter.rooms.has(room)).toBe(false);
  });

  test('and no room is there twice, in capitals', async () => {
    const ann = await somebody();
    const room = await roomFor(api, ann);
    const other = `chat:${chatOfRoom(room).toUpperCase()}`;
    expect(await ann.ask('room:enter', { room: other })).toMatchObject({ code: 'not_found' });
  });
});

describe('the history', () => {
  const moment = (second: number): string =>
    new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

  test('is read back page by page: the latest first, each once, whatever is said meanwhile', async () => {
    const ann = await somebody();
    const room = await roomFor(api, ann);
    const say = (text: string, second: number) =>
      api.deps.history.add({
        id: unknownId(),
        room,
        userId: ann.userId,
        text,
        at: moment(second),
      });
    // Three in each moment: the id decides between them.
    for (let n = 0; n < 9; n += 1) await say(`${n}`, Math.floor(n / 3));
    const first = await ann.get(`${historyOf(room)}?limit=4`);
    await say('meanwhile', 10);
    const second = await ann.get(nextPage(first) ?? '');
    const third = await ann.get(nextPage(second) ?? '');
    expect(nextPage(third)).toBeUndefined();
    const texts = textsOf([first, second, third].flatMap(({ body }) => body));
    expect(texts.toSorted()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8']);
    expect(texts.map((text) => Math.floor(Number(text) / 3))).toEqual([2, 2, 2, 1, 1, 1, 0, 0, 0]);
  });

  test.each(['?sort=sentAt', '?limit=0', '?cursor=nonsense', '?userId=me'])(
    'is not asked for like this: %s',
    async (query) => {
      const ann = await somebody();
      const room = await roomFor(api, ann);
      expect(await ann.get(`${historyOf(room)}${query}`)).toMatchObject({ status: 400 });
    },
  );
});
