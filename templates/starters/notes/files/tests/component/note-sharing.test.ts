/** Who may do what with a note that somebody shared. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import type { Speech } from '../support/http.ts';
import type { Visitor } from '../support/visitors.ts';

let api: Api;
let owner: Visitor;
let people: Readonly<Record<string, Speech>>;
let addresses: Readonly<Record<'reader' | 'writer', string>>;
beforeAll(async () => {
  api = await startApi();
  // Whatever the role of their account is: a right to a note is another matter.
  const [reader, writer] = [await api.as('editor'), await api.as('viewer')];
  owner = await api.as('viewer');
  people = { owner, reader, writer, stranger: await api.as('editor'), nobody: api.anonymous };
  addresses = { reader: await addressOf(reader), writer: await addressOf(writer) };
});
afterAll(() => api.close());

const addressOf = async (visitor: Visitor): Promise<string> =>
  (await visitor.get('/users/me')).body.email;

const share = (who: Speech, noteId: string, email: string, right = 'read') =>
  who.post('/shares', { noteId, email, right });

async function sharedNote(): Promise<string> {
  const { body } = await owner.post('/notes', { title: 'shopping' });
  const shares = [
    await share(owner, body.id, addresses.reader),
    await share(owner, body.id, addresses.writer, 'write'),
  ];
  expect(shares.map(({ status }) => status)).toEqual([201, 201]);
  return body.id as string;
}

type Request = (who: Speech, id: string) => Promise<{ readonly status: number }>;

const REQUESTS: Readonly<Record<string, Request>> = {
  read: (who, id) => who.get(`/notes/${id}`),
  change: (who, id) => who.patch(`/notes/${id}`, { title: 'changed' }),
  replace: (who, id) => who.put(`/notes/${id}`, { title: 'replaced' }),
  share: (who, id) => share(who, id, 'eve@example.com', 'write'),
  delete: (who, id) => who.delete(`/notes/${id}`),
};

const MATRIX: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  owner: { read: 200, change: 200, replace: 200, share: 201, delete: 204 },
  writer: { read: 200, change: 200, replace: 200, share: 403, delete: 403 },
  reader: { read: 200, change: 403, replace: 403, share: 403, delete: 403 },
  stranger: { read: 404, change: 404, replace: 404, share: 404, delete: 404 },
  nobody: { read: 401, change: 401, replace: 401, share: 401, delete: 401 },
};

describe.each(Object.entries(MATRIX))('the %s of a note', (who, answers) => {
  test.each(Object.entries(answers))('who asks to %s it hears %i', async (name, status) => {
    const [person, request] = [people[who], REQUESTS[name]];
    if (!person || !request) throw new Error(`${who} ${name} is not known`);
    const id = await sharedNote();
    const before = (await owner.get(`/notes/${id}`)).body;
    expect((await request(person, id)).status).toBe(status);
    if (status < 400) return;
    expect((await owner.get(`/notes/${id}`)).body).toEqual(before);
    expect((await owner.get(`/shares?noteId=${id}`)).body).toHaveLength(2);
  });
});

describe('a share', () => {
  const shareOf = async (id: string, email: string) =>
    (await owner.get(`/shares?noteId=${id}&email=${email}`)).body[0];

  test('puts the note into the list of whoever it is for, and into nobody else’s', async () => {
    const id = await sharedNote();
    const sees = async (who = '') =>
      ((await people[who]?.get('/notes?sort=-createdAt'))?.body as { id: string }[]).some(
        (note) => note.id === id,
      );
    expect(await Promise.all(['owner', 'reader', 'writer', 'stranger'].map(sees))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test('is seen, changed and ended by the owner of the note alone', async () => {
    const { id } = await shareOf(await sharedNote(), addresses.reader);
    const statuses: Record<string, number[]> = {};
    for (const who of ['reader', 'writer', 'stranger', 'nobody', 'owner']) {
      const person = people[who] ?? api.anonymous;
      const answers = [
        await person.get(`/shares/${id}`),
        await person.patch(`/shares/${id}`, { right: 'write' }),
        await person.delete(`/shares/${id}`),
      ];
      statuses[who] = answers.map(({ status }) => status);
    }
    expect(statuses).toEqual({
      reader: [404, 404, 404],
      writer: [404, 404, 404],
      stranger: [404, 404, 404],
      nobody: [401, 401, 401],
      owner: [200, 200, 204],
    });
  });

  test('that ends, ends at once', async () => {
    const id = await sharedNote();
    const { id: shareId } = await shareOf(id, addresses.writer);
    expect((await owner.patch(`/shares/${shareId}`, { right: 'read' })).status).toBe(200);
    expect((await people['writer']?.patch(`/notes/${id}`, { title: 'x' }))?.status).toBe(403);
    expect((await owner.delete(`/shares/${shareId}`)).status).toBe(204);
    expect((await people['writer']?.get(`/notes/${id}`))?.status).toBe(404);
  });

  test('cannot be moved to a note of somebody else', async () => {
    const { id } = await shareOf(await sharedNote(), addresses.reader);
    const theirs = await people['stranger']?.post('/notes', { title: 'a secret' });
    const moved = await owner.patch(`/shares/${id}`, { noteId: theirs?.body.id });
    expect(moved.status).toBe(404);
  });

  test('is there once for an address, however it is written', async () => {
    const id = await sharedNote();
    const again = await share(owner, id, addresses.reader.toUpperCase(), 'write');
    expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  test('does not tell whether an address has an account', async () => {
    const { body } = await owner.post('/notes', { title: 'for whom' });
    const answers = await Promise.all([
      share(owner, body.id, addresses.reader),
      share(owner, body.id, 'nobody-at-all@example.com'),
    ]);
    const told = answers.map(({ status, body: made }) => [status, Object.keys(made).sort()]);
    expect(told[0]).toEqual(told[1]);
  });

  test('goes with its note', async () => {
    const id = await sharedNote();
    expect((await owner.delete(`/notes/${id}`)).status).toBe(204);
    expect((await people['reader']?.get(`/notes/${id}`))?.status).toBe(404);
    expect((await api.get(`/shares?noteId=${id}`)).body).toEqual([]);
  });
});

test('of two who write at once, who saw an older version is told so', async () => {
  const id = await sharedNote();
  const answers = await Promise.all([
    owner.patch(`/notes/${id}`, { title: 'mine', version: 1 }),
    people['writer']?.patch(`/notes/${id}`, { title: 'ours', version: 1 }),
  ]);
  expect(answers.map((answer) => answer?.status).sort()).toEqual([200, 409]);
});
