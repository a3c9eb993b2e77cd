import assert from 'node:assert/strict';
import { createConnection } from 'node:net';
import { test } from 'node:test';
import { send, talk } from '../client.ts';
import { createRawServer } from '../raw-server.ts';
import { serve } from './support/serve.ts';

const hello = () => ({ status: 200, body: 'hello' });

test('a client asks, the server answers', async (t) => {
  const url = await serve(createRawServer(hello), t);
  const { response } = await send(url);
  assert.deepEqual([response.status, response.body], [200, 'hello']);
});

test('one request is logged with its method, its path and what became of it', async (t) => {
  const lines: string[] = [];
  const url = await serve(
    createRawServer(hello, (line) => lines.push(line)),
    t,
  );
  await send(`${url}/notes?page=2`);
  assert.deepEqual(lines, ['GET /notes?page=2 200']);
});

test('a browser-like client is understood too', async (t) => {
  const url = await serve(
    createRawServer(({ method, body }) => ({ status: 200, body: method + body })),
    t,
  );
  const response = await fetch(url, { method: 'POST', body: ' it' });
  assert.equal(await response.text(), 'POST it');
});

test('HEAD is GET without a body', async (t) => {
  const url = await serve(
    createRawServer(({ method }) => ({ status: 200, body: method })),
    t,
  );
  const { response } = await send(url, { method: 'HEAD' });
  assert.deepEqual([response.body, response.headers['content-length']], ['', '3']);
});

test('a method nobody knows is answered with 405 and those that are known', async (t) => {
  const url = await serve(createRawServer(hello), t);
  const { response } = await send(url, { method: 'BREW' });
  assert.equal(response.status, 405);
  assert.match(response.headers['allow'] ?? '', /GET.*DELETE/);
});

test('what is no HTTP at all is answered with 400', async (t) => {
  const { hostname, port } = new URL(await serve(createRawServer(hello), t));
  const answer = await talk({ hostname, port: Number(port) }, 'hello?\r\n\r\n');
  assert.match(answer.toString(), /^HTTP\/1\.1 400 /);
});

test('a handler that throws costs one answer, and its reason stays inside', async (t) => {
  const url = await serve(
    createRawServer(() => {
      throw new Error('the password is 1234');
    }),
    t,
  );
  const { received } = await send(url);
  assert.match(received, /^HTTP\/1\.1 500 /);
  assert.doesNotMatch(received, /1234/);
  assert.equal((await send(url)).response.status, 500);
});

test('a client that hangs up in the middle harms nobody else', async (t) => {
  const url = await serve(createRawServer(hello), t);
  const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write('GET / HT', () => socket.resetAndDestroy());
  assert.equal((await send(url)).response.status, 200);
});
