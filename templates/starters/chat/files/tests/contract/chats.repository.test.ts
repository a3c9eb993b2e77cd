import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realtimeLimits } from '../../src/constants/realtime-limits.ts';
import { newestFirst } from '../../src/schemas/chat-messages.schema.ts';
import type { ChatOutput } from '../../src/schemas/chats.schema.ts';
import type { Position } from '../../src/utils/pagination.ts';
import { adapters, type Adapter } from '../support/adapters.ts';

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const byTime = { field: 'createdAt', isDescending: false } as const;
const byJoining = { field: 'joinedAt', isDescending: false } as const;

describe.each(adapters)('chats in $name', ({ open }) => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await open();
  });
  afterAll(() => adapter.close());

  const somebody = async (): Promise<string> => {
    const email = `${randomUUID()}@example.com`;
    const account = await adapter.repositories.accounts.register({ email, passwordHash: 'none' });
    return account?.id ?? '';
  };
  const newChat = async (more: Partial<ChatOutput> = {}): Promise<ChatOutput> => {
    const id = randomUUID();
    const channel = { kind: 'channel', name: 'coffee', isPrivate: false } as const;
    const chat = { id, ...channel, ownerId: null, createdAt: at(0), ...more };
    await adapter.repositories.chats.insert(chat);
    return chat;
  };
  const join = (chatId: string, userId: string, second = 0) =>
    adapter.repositories.chatMembers.add({
      id: randomUUID(),
      chatId,
      userId,
      joinedAt: at(second),
    });
  const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

  test('are found as they were put in, and there is one of each id', async () => {
    const chat = await newChat({ name: null, kind: 'direct', isPrivate: true });
    expect(await adapter.repositories.chats.find(chat.id)).toEqual(chat);
    expect(await adapter.repositories.chats.insert({ ...chat, name: 'other' })).toBe(false);
    expect(await adapter.repositories.chats.find(chat.id)).toEqual(chat);
    expect(await adapter.repositories.chats.find(randomUUID())).toBeUndefined();
  });

  test('that are open are listed for all, and of the others none', async () => {
    const [open, closed] = [await newChat(), await newChat({ isPrivate: true })];
    const direct = await newChat({ kind: 'direct', name: null });
    const page = { limit: 1_000, sort: byTime, filter: {} };
    const found = idsOf(await adapter.repositories.chats.listOpen(page));
    expect(found).toContain(open.id);
    expect(found).not.toContain(closed.id);
    expect(found).not.toContain(direct.id);
  });

  test('that somebody is in are theirs, in order, page by page', async () => {
    const userId = await somebody();
    const chats = [await newChat({ createdAt: at(1) }), await newChat({ createdAt: at(2) })];
    const last = await newChat({ createdAt: at(3), isPrivate: true });
    await newChat({ createdAt: at(2) });
    for (const { id } of [...chats, last]) await join(id, userId);
    const list = (after?: Position) =>
      adapter.repositories.chats.listOf(userId, {
        limit: 2,
        sort: byTime,
        filter: {},
        ...(after && { after }),
      });
    expect(idsOf(await list())).toEqual(idsOf([...chats, last]));
    const [, second] = chats;
    const next = await list({ value: at(2), id: second?.id ?? '' });
    expect(idsOf(next)).toEqual([last.id]);
  });

  test('have each member once, also when they join twice at the same time', async () => {
    const [{ id }, userId] = [await newChat(), await somebody()];
    const added = await Promise.all(
      [1, 2, 3].map(() =>
        adapter.unitOfWork.run(({ chatMembers }) =>
          chatMembers.add({ id: randomUUID(), chatId: id, userId, joinedAt: at(0) }),
        ),
      ),
    );
    expect(added.toSorted()).toEqual([false, false, true]);
    const { chatMembers } = adapter.repositories;
    const page = { limit: 10, sort: byJoining, filter: {} };
    expect(await chatMembers.list(id, page)).toMatchObject([{ userId, joinedAt: at(0) }]);
    expect(await chatMembers.has({ chatId: id, userId })).toBe(true);
    expect(await chatMembers.remove({ chatId: id, userId })).toBe(true);
    expect(await chatMembers.remove({ chatId: id, userId })).toBe(false);
    expect(await chatMembers.has({ chatId: id, userId })).toBe(false);
  });

  test('keep what is said, the latest first, and each what was said in it', async () => {
    const [{ id }, other, userId] = [await newChat(), await newChat(), await somebody()];
    const say = async (chatId: string, text: string, second: number) => {
      const message = { id: randomUUID(), userId, text, sentAt: at(second) };
      await adapter.repositories.chatMessages.insert({ ...message, chatId });
      return message;
    };
    const [one, two] = [await say(id, 'one', 1), await say(id, 'two', 2)];
    await say(other.id, 'elsewhere', 3);
    const page = { limit: 10, sort: newestFirst, filter: { chatId: id } };
    const found = await adapter.repositories.chatMessages.list(page);
    expect(found.map(({ text }) => text)).toEqual(['two', 'one']);
    const after = { value: two.sentAt, id: two.id };
    const rest = await adapter.repositories.chatMessages.list({ ...page, after });
    expect(idsOf(rest)).toEqual([one.id]);
  });
});

test('the database, too, refuses a message that is too long', async () => {
  const database = adapters.find(({ name }) => name === 'the database');
  const adapter = await database?.open();
  if (!adapter) throw new Error('no database');
  const { accounts, chats, chatMessages } = adapter.repositories;
  const email = `${randomUUID()}@example.com`;
  const userId = (await accounts.register({ email, passwordHash: 'none' }))?.id ?? '';
  const chat = { id: randomUUID(), kind: 'direct', name: null, isPrivate: true } as const;
  await chats.insert({ ...chat, ownerId: null, createdAt: at(0) });
  const text = 'a'.repeat(realtimeLimits.text + 1);
  const message = { id: randomUUID(), chatId: chat.id, userId, sentAt: at(0), text };
  await expect(chatMessages.insert(message)).rejects.toThrow();
  await chatMessages.insert({ ...message, text: text.slice(1) });
  await adapter.close();
});
