import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { unknownId } from '../support/samples.ts';
import type { Visitor } from '../support/visitors.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const somebody = (): Promise<Visitor> => api.as('viewer');
const create = async (owner: Visitor, more: object = {}) =>
  (await owner.post('/channels', { name: 'coffee', ...more })).body;
const member = (channel: { id: string }, { userId }: Pick<Visitor, 'userId'>): string =>
  `/channels/${channel.id}/members/${userId}`;
const membersOf = async (who: Visitor, { id }: { id: string }): Promise<string[]> =>
  (await who.get(`/chats/${id}/members`)).body.map((one: { userId: string }) => one.userId);

test('who makes a channel owns it, and is in it', async () => {
  const ann = await somebody();
  const { status, body, headers } = await ann.post('/channels', { name: ' coffee ' });
  expect(status).toBe(201);
  expect(body).toMatchObject({ kind: 'channel', name: 'coffee', isPrivate: false });
  expect(body.ownerId).toBe(ann.userId);
  expect(headers.get('location')).toBe(`/chats/${body.id}`);
  expect((await ann.get(`/chats/${body.id}`)).body).toEqual(body);
  expect(await membersOf(ann, body)).toEqual([ann.userId]);
  expect((await ann.get('/chats')).body).toEqual([body]);
});

test.each([
  [{}],
  [{ name: '' }],
  [{ name: '   ' }],
  [{ name: 'x'.repeat(81) }],
  [{ name: 'coffee', ownerId: unknownId() }],
  [{ name: 'coffee', kind: 'direct' }],
])('is no channel: %j', async (body) => {
  expect(await (await somebody()).post('/channels', body)).toMatchObject({ status: 400 });
});

describe('an open channel', () => {
  test('is in the list, and whoever likes joins it: once, and leaves again', async () => {
    const [ann, bob] = [await somebody(), await somebody()];
    const channel = await create(ann);
    const { body: open } = await bob.get('/channels?sort=-createdAt');
    expect(open).toContainEqual(channel);
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await bob.put(member(channel, bob))).toMatchObject({ status: 204 });
    }
    expect(await membersOf(bob, channel)).toEqual([ann.userId, bob.userId]);
    expect(await bob.delete(member(channel, bob))).toMatchObject({ status: 204 });
    expect(await bob.delete(member(channel, bob))).toMatchObject({ status: 404 });
    expect((await bob.get('/chats')).body).toEqual([]);
  });

  test('is joined by the one who asks: nobody puts others into it, or out, but its owner', async () => {
    const [ann, bob, eve] = [await somebody(), await somebody(), await somebody()];
    const channel = await create(ann);
    expect(await eve.put(member(channel, bob))).toMatchObject({ status: 403 });
    expect(await ann.put(member(channel, bob))).toMatchObject({ status: 204 });
    expect(await eve.delete(member(channel, bob))).toMatchObject({ status: 403 });
    expect(await bob.delete(member(channel, ann))).toMatchObject({ status: 403 });
    expect(await ann.delete(member(channel, bob))).toMatchObject({ status: 204 });
    expect(await membersOf(ann, channel)).toEqual([ann.userId]);
  });

  test('is read by its members alone', async () => {
    const [ann, eve] = [await somebody(), await somebody()];
    const { id } = await create(ann);
    for (const path of [`/chats/${id}`, `/chats/${id}/members`, `/chats/${id}/messages`]) {
      expect(await eve.get(path)).toMatchObject({ status: 404 });
      expect(await ann.get(path)).toMatchObject({ status: 200 });
    }
  });

  test('keeps its owner', async () => {
    const ann = await somebody();
    const channel = await create(ann);
    expect(await ann.delete(member(channel, ann))).toMatchObject({ status: 409 });
  });
});

describe('a private channel', () => {
  test('is for others as if it were not there', async () => {
    const [ann, eve] = [await somebody(), await somebody()];
    const channel = await create(ann, { isPrivate: true });
    expect((await eve.get('/channels?sort=-createdAt')).body).not.toContainEqual(channel);
    for (const path of [member(channel, eve), member({ id: unknownId() }, eve)]) {
      expect(await eve.put(path)).toMatchObject({ status: 404 });
      expect(await eve.delete(path)).toMatchObject({ status: 404 });
    }
    expect(await membersOf(ann, channel)).toEqual([ann.userId]);
  });

  test('is entered by who was let in, and those let nobody in', async () => {
    const [ann, bob, eve] = [await somebody(), await somebody(), await somebody()];
    const channel = await create(ann, { isPrivate: true });
    expect(await ann.put(member(channel, bob))).toMatchObject({ status: 204 });
    expect((await bob.get('/chats')).body).toEqual([channel]);
    expect(await bob.put(member(channel, eve))).toMatchObject({ status: 403 });
    expect(await ann.put(member(channel, { userId: unknownId() }))).toMatchObject({ status: 404 });
  });
});

test('nothing of it is for who is not signed in', async () => {
  const channel = await create(await somebody());
  const eve = { userId: unknownId() };
  expect(await api.anonymous.get('/channels')).toMatchObject({ status: 401 });
  expect(await api.anonymous.put(member(channel, eve))).toMatchObject({ status: 401 });
  expect(await api.anonymous.get(`/chats/${channel.id}/messages`)).toMatchObject({ status: 401 });
});
