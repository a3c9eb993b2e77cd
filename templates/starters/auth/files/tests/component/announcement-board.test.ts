/** A board for all who are signed in: who may do what with it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { createRecord } from '../support/factories.ts';
import type { Speech } from '../support/http.ts';

let api: Api;
let people: Readonly<Record<string, Speech>>;
beforeAll(async () => {
  api = await startApi();
  people = {
    nobody: api.anonymous,
    viewer: await api.as('viewer'),
    editor: await api.as('editor'),
    admin: await api.as('admin'),
  };
});
afterAll(() => api.close());

const text = { title: 'Closed on Friday' };

/** Every request is a good one: only who sends it makes a difference. */
const REQUESTS: Readonly<Record<string, (who: Speech, id: string) => Promise<{ status: number }>>> =
  {
    list: (who) => who.get('/announcements'),
    read: (who, id) => who.get(`/announcements/${id}`),
    create: (who) => who.post('/announcements', text),
    replace: (who, id) => who.put(`/announcements/${id}`, text),
    change: (who, id) => who.patch(`/announcements/${id}`, text),
    delete: (who, id) => who.delete(`/announcements/${id}`),
  };

const MATRIX: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  nobody: { list: 401, read: 401, create: 401, replace: 401, change: 401, delete: 401 },
  viewer: { list: 200, read: 200, create: 403, replace: 403, change: 403, delete: 403 },
  editor: { list: 200, read: 200, create: 201, replace: 200, change: 200, delete: 403 },
  admin: { list: 200, read: 200, create: 201, replace: 200, change: 200, delete: 204 },
};

describe.each(Object.entries(MATRIX))('%s', (who, answers) => {
  test.each(Object.entries(answers))('who asks to %s hears %i', async (name, status) => {
    const { id } = await createRecord(api, 'announcements', text);
    const [person, request] = [people[who], REQUESTS[name]];
    if (!person || !request) throw new Error(`${who} ${name} is not known`);
    expect((await request(person, String(id))).status).toBe(status);
  });
});

test('what was refused did not happen', async () => {
  const made = await createRecord(api, 'announcements', { title: 'Open on Friday' });
  const path = `/announcements/${made.id}`;
  await people.viewer?.patch(path, text);
  await people.editor?.delete(path);
  await people.nobody?.delete(path);
  expect(await api.get(path)).toMatchObject({ status: 200, body: { title: 'Open on Friday' } });
});

test('a role that was taken away is gone with the next request', async () => {
  const editor = await api.as('editor');
  expect((await editor.post('/announcements', text)).status).toBe(201);
  expect((await api.patch(`/users/${editor.userId}`, { role: 'viewer' })).status).toBe(200);
  expect((await editor.post('/announcements', text)).status).toBe(401);
  const again = await api.as(editor.userId);
  expect((await again.post('/announcements', text)).status).toBe(403);
});
