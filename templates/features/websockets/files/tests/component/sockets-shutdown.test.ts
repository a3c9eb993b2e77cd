import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { compileApp, startProcess } from '../support/process.ts';
import { roomFor } from '../support/rooms.ts';
import { connect, dial, tokenOf } from '../support/sockets.ts';

let api: Api;
let tidyUp: () => void;
beforeAll(async () => {
  api = await startApi();
  tidyUp = compileApp();
});
afterAll(async () => {
  tidyUp();
  await api.close();
});

test('a stop tells clients, hangs up, and exits with 0 long before its limit', async () => {
  const app = await startProcess({ JWT_SECRET: api.deps.env.JWT_SECRET });
  const url = `http://127.0.0.1:${app.port}`;
  const clients = await Promise.all(
    [1, 2, 3].map(async () => connect(url, await api.as('viewer'))),
  );
  app.kill('SIGTERM');
  expect(await app.exitCode).toBe(0);
  for (const { heard, ended } of clients) {
    expect(heard('stopping')).toHaveLength(1);
    // Not by the server's own wish to be rid of them: after this, clients connect again by themselves.
    expect(ended()).toBe('transport close');
  }
});

test('a message in work when the stop begins is answered', async () => {
  let finish: () => void = () => undefined;
  const slow = await startApi({
    history: {
      add: () => Promise.resolve(),
      of: () => new Promise((resolve) => (finish = () => resolve([]))),
    },
  });
  const who = await slow.as('viewer');
  const [client, room] = [await connect(slow.url, who), await roomFor(slow, who)];
  let answer: unknown;
  client.socket.emit('room:enter', { room }, (given: unknown) => (answer = given));
  await expect.poll(() => slow.deps.sockets.io.of('/').adapter.rooms.has(room)).toBe(true);
  const closed = slow.close();
  await expect.poll(() => client.heard('stopping')).toHaveLength(1);
  expect(client.socket.connected).toBe(true);
  finish();
  await closed;
  expect(answer).toMatchObject({ ok: true });
});

test('a client whose server went away finds the next one by itself', async () => {
  const first = await startApi();
  const token = tokenOf(await first.as('viewer'));
  const { socket, ended } = dial(first.url, {
    auth: { token },
    reconnection: true,
    reconnectionDelay: 10,
  });
  await expect.poll(() => socket.connected).toBe(true);
  await first.close();
  await expect.poll(ended).toBe('transport close');
  expect(socket.active).toBe(true);
});
