import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from '../client.ts';
import { notesApi } from '../notes.ts';
import { createRawServer } from '../raw-server.ts';
import { serve } from './support/serve.ts';

const milk = { body: '{"text":"Buy milk"}' };

test('POST creates, GET reads, PUT replaces, DELETE removes', async (t) => {
  const url = `${await serve(createRawServer(notesApi()), t)}/notes`;
  const created = await send(url, { method: 'POST', ...milk });
  assert.deepEqual(
    [created.response.status, created.response.headers['location']],
    [201, '/notes/1'],
  );
  await send(`${url}/1`, { method: 'PUT', body: '{"text":"Buy bread"}' });
  assert.equal((await send(url)).response.body, '[{"id":1,"text":"Buy bread"}]');
  assert.equal((await send(`${url}/1`, { method: 'DELETE' })).response.status, 204);
  assert.equal((await send(url)).response.body, '[]');
});

test('GET twice changes nothing, POST twice makes two', async (t) => {
  const url = `${await serve(createRawServer(notesApi()), t)}/notes`;
  const twice = async (method: string) => {
    await send(url, { method, ...(method === 'POST' && milk) });
    await send(url, { method, ...(method === 'POST' && milk) });
    return (JSON.parse((await send(url)).response.body) as unknown[]).length;
  };
  assert.equal(await twice('GET'), 0);
  assert.equal(await twice('POST'), 2);
});

for (const body of ['', 'text=milk', '[]', 'null', '{}', '{"text":5}', '{"text":""}'])
  test(`a note of ${JSON.stringify(body)} is refused with 400`, async (t) => {
    const url = await serve(createRawServer(notesApi()), t);
    assert.equal((await send(`${url}/notes`, { method: 'POST', body })).response.status, 400);
  });

for (const [method, path, status] of [
  ['GET', '/nowhere', 404],
  ['PUT', '/notes/7', 404],
  ['DELETE', '/notes/7', 404],
  ['DELETE', '/notes', 405],
  ['POST', '/notes/1', 405],
] as const)
  test(`${method} ${path} is answered with ${status}`, async (t) => {
    const url = await serve(createRawServer(notesApi()), t);
    assert.equal((await send(url + path, { method, ...milk })).response.status, status);
  });
