import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { unknownId } from '../support/samples.ts';
import { connect } from '../support/sockets.ts';
import type { Visitor } from '../support/visitors.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const somebody = (): Promise<Visitor> => api.as('viewer');
const open = (who: Visitor, { userId }: Pick<Visitor, 'userId'>) =>
  who.put(`/direct-messages/${userId}`);

test('two people have one chat, also when both open it at once', async () => {
  const [ann, bob] = [await somebody(), await somebody()];
  const opened = await Promise.all([open(ann, bob), open(bob, ann), open(ann, bob)]);
  expect(opened.map(({ status }) => status)).toEqual([200, 200, 200]);
  const [{ body }] = opened;
  expect(body).toMatchObject({ kind: 'direct', name: null, ownerId: null });
  for (const who of [ann, bob]) {
    expect((await who.get('/chats')).body).toEqual([body]);
    expect((await who.get(`/chats/${body.id}/members`)).body).toHaveLength(2);
  }
});

test('who is written to hears of the chat at once, and may enter it', async () => {
  const [ann, bob] = [await somebody(), await somebody()];
  const [here, there] = [await connect(api.url, ann), await connect(api.url, bob)];
  const { body } = await open(ann, bob);
  const news = { type: 'chat.joined', data: { chatId: body.id } };
  await expect.poll(() => there.heard('news')).toEqual([news]);
  const room = `chat:${body.id}`;
  for (const client of [here, there]) {
    expect(await client.ask('room:enter', { room })).toMatchObject({ ok: true });
  }
  const { said } = await here.ask('room:say', { room, text: 'only you' });
  await expect.poll(() => there.heard('room:said')).toEqual([said]);
});

test('nobody else reads them, joins them, or is let in', async () => {
  const [ann, bob, eve] = [await somebody(), await somebody(), await somebody()];
  const { id } = (await open(ann, bob)).body;
  expect(await eve.get(`/chats/${id}/messages`)).toMatchObject({ status: 404 });
  const client = await connect(api.url, eve);
  const entered = await client.ask('room:enter', { room: `chat:${id}` });
  expect(entered).toMatchObject({ ok: false, code: 'not_found' });
  const path = `/channels/${id}/members/${eve.userId}`;
  expect(await eve.put(path)).toMatchObject({ status: 404 });
  expect(await ann.put(path)).toMatchObject({ status: 404 });
  expect((await eve.get('/channels')).body).not.toContainEqual(expect.objectContaining({ id }));
});

test('nobody writes to themselves, or to nobody', async () => {
  const ann = await somebody();
  expect(await open(ann, ann)).toMatchObject({ status: 409 });
  expect(await open(ann, { userId: unknownId() })).toMatchObject({ status: 404 });
  expect(await open(ann, { userId: 'ann' })).toMatchObject({ status: 400 });
});
