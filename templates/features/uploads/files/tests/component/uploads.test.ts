import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { unknownId } from '../support/samples.ts';
import { download, keptFile, onDisk, png, sendFile } from '../support/uploads.ts';
import type { Visitor } from '../support/visitors.ts';

let api: Api;
let owner: Visitor;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  owner = await api.as('viewer');
});

describe('a file', () => {
  test('comes back as it was sent', async () => {
    const sent = await sendFile(owner, { name: 'cat.png', content: png(3_000) });
    const { id } = sent.body;
    expect(sent).toMatchObject({
      status: 201,
      body: { name: 'cat.png', type: 'image/png', size: 3_000 },
    });
    expect(sent.headers.get('location')).toBe(`/uploads/${id}`);
    expect((await download(api, owner, id)).content).toEqual(png(3_000));
    expect(await owner.get(`/uploads/${id}`)).toMatchObject({ status: 200, body: sent.body });
  });

  test('is downloaded to be saved, and shown by no browser as a page of ours', async () => {
    const id = await keptFile(owner, { name: 'Katze "mit" Ümlaut.png' });
    const { headers } = await download(api, owner, id);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(png().length),
      'content-disposition':
        'attachment; filename="Katze _mit_ _mlaut.png"; ' +
        "filename*=UTF-8''Katze%20_mit_%20%C3%9Cmlaut.png",
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-cache',
    });
  });

  test('lies on disk under its id, where nobody else may read it', async () => {
    const id = await keptFile(owner);
    expect(onDisk(api, 'kept')).toContain(id);
    expect(onDisk(api, 'incoming')).toEqual([]);
  });

  test('that was deleted is gone, also from the disk', async () => {
    const id = await keptFile(owner);
    expect(await owner.delete(`/uploads/${id}`)).toMatchObject({ status: 204 });
    expect(onDisk(api, 'kept')).not.toContain(id);
    expect(await owner.get(`/uploads/${id}`)).toMatchObject({ status: 404 });
    expect(await owner.delete(`/uploads/${id}`)).toMatchObject({ status: 404 });
  });

  test('that is deleted twice at once is deleted once', async () => {
    const id = await keptFile(owner);
    const both = await Promise.all([1, 2].map(() => owner.delete(`/uploads/${id}`)));
    expect(both.map(({ status }) => status).sort()).toEqual([204, 404]);
    expect(await api.deps.repositories.uploads.roomTaken(owner.userId)).toBe(0);
  });
});

describe('the list of files', () => {
  test('holds those of whoever asks, page by page', async () => {
    for (const name of ['b.png', 'a.png', 'c.png']) await sendFile(owner, { name });
    await sendFile(await api.as('viewer'), { name: 'of-somebody-else.png' });
    const first = await owner.get('/uploads?sort=name&limit=2');
    const next = /<(.*?)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const names = [...first.body, ...(await owner.get(next)).body].map(({ name }) => name);
    expect(names).toEqual(['a.png', 'b.png', 'c.png']);
  });

  test('takes nobody else for a filter', async () => {
    const answer = await owner.get(`/uploads?ownerId=${unknownId()}`);
    expect(answer).toMatchObject({ status: 400 });
  });
});

describe.each(['viewer', 'admin'])('for another %s, a file', (role) => {
  let other: Visitor;
  let id: string;
  beforeEach(async () => {
    other = await api.as(role);
    id = await keptFile(owner);
  });

  test.each(['', '/content'])('is not there: GET /uploads/:id%s', async (path) => {
    const refused = await other.get(`/uploads/${id}${path}`);
    const { requestId: _, ...problem } = refused.body;
    expect(refused.status).toBe(404);
    expect((await other.get(`/uploads/${unknownId()}${path}`)).body).toMatchObject(problem);
  });

  test('cannot be deleted', async () => {
    expect(await other.delete(`/uploads/${id}`)).toMatchObject({ status: 404 });
    expect((await download(api, owner, id)).status).toBe(200);
  });

  test('is in no list', async () => {
    expect((await other.get('/uploads')).body).toEqual([]);
  });
});

test('whoever is not signed in sends nothing, and nothing is written down', async () => {
  const before = onDisk(api, 'kept').length;
  const body = new FormData();
  body.append('file', new Blob([png()]), 'cat.png');
  expect(await api.anonymous.request('POST', '/uploads', { body })).toMatchObject({ status: 401 });
  expect(onDisk(api, 'kept')).toHaveLength(before);
});
