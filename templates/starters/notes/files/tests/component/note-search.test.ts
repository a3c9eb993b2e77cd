import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import type { Visitor } from '../support/visitors.ts';

let api: Api;
let owner: Visitor;
beforeAll(async () => {
  api = await startApi();
  owner = await api.as('viewer');
});
afterAll(() => api.close());

const add = async (values: object): Promise<string> => {
  const { status, body } = await owner.post('/notes', values);
  expect(status).toBe(201);
  return body.id as string;
};

const search = async (text: string, more = '', who = owner) => {
  const { status, body } = await who.get(`/note-search?text=${encodeURIComponent(text)}${more}`);
  expect(status).toBe(200);
  return (body as { id: string }[]).map(({ id }) => id);
};

describe('a search', () => {
  test('looks at titles and texts, and not at capitals', async () => {
    const word = randomUUID();
    const inTitle = await add({ title: `about ${word.toUpperCase()}!` });
    const inText = await add({ title: 'x', text: `first line\nthen ${word}` });
    await add({ title: 'something else' });
    expect((await search(word)).sort()).toEqual([inTitle, inText].sort());
  });

  test('shows what is pinned first, then what was changed last', async () => {
    const word = randomUUID();
    const pinned = await add({ title: word, isPinned: true });
    const older = await add({ title: word });
    const newer = await add({ title: word });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await owner.patch(`/notes/${older}`, { text: 'changed' });
    expect(await search(word)).toEqual([pinned, older, newer]);
  });

  test('leaves the archive alone, unless it is what is asked for', async () => {
    const word = randomUUID();
    const [open, away] = [await add({ title: word }), await add({ title: word, isArchived: true })];
    expect(await search(word)).toEqual([open]);
    expect(await search(word, '&isArchived=true')).toEqual([away]);
  });

  test.each(['%', '_', '.*', '(', '[a-z]', '\\', '$where', "' or 1=1 --"])(
    'takes %s for what it is',
    async (text) => {
      const word = randomUUID();
      const found = await add({ title: `${word} ${text}` });
      await add({ title: `${word} plain` });
      expect(await search(`${word} ${text}`)).toEqual([found]);
    },
  );

  test('finds what was shared with somebody, and nothing of anybody else', async () => {
    const word = randomUUID();
    const [noteId, friend] = [await add({ title: word }), await api.as('viewer')];
    expect(await search(word, '', friend)).toEqual([]);
    const { email } = (await friend.get('/users/me')).body;
    await owner.post('/shares', { noteId, email });
    expect(await search(word, '', friend)).toEqual([noteId]);
  });

  test.each(['text=', 'text=%20', `text=${'x'.repeat(101)}`, '', 'text[$ne]=1', 'text=a&text=b'])(
    'for nothing that can be looked for is refused: %s',
    async (query) => {
      expect((await owner.get(`/note-search?${query}`)).status).toBe(400);
    },
  );
});

describe('the list of notes', () => {
  test('is narrowed to what is pinned, archived, or of one category', async () => {
    const category = randomUUID();
    const pinned = await add({ title: 'a', category, isPinned: true });
    const away = await add({ title: 'b', category, isArchived: true });
    const ids = async (query: string) =>
      ((await owner.get(`/notes?category=${category}${query}`)).body as { id: string }[]).map(
        ({ id }) => id,
      );
    expect((await ids('')).sort()).toEqual([pinned, away].sort());
    expect(await ids('&isPinned=true')).toEqual([pinned]);
    expect(await ids('&isArchived=true')).toEqual([away]);
  });
});
