import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { ping } from '../ping.ts';
import { runProgram } from './support/program.ts';
import { freePort, serve } from './support/serve.ts';

const nobody = async (): Promise<string> => `http://127.0.0.1:${await freePort()}/`;

for (const [status, isUp] of [
  [200, true],
  [301, true],
  [404, true],
  [503, false],
] as const)
  test(`a server that answers ${status} is ${isUp ? 'up' : 'down'}`, async (t) => {
    const answer = createServer((_, response) => response.writeHead(status).end());
    const result = await ping(await serve(answer, t));
    assert.deepEqual([result.isUp, result.outcome], [isUp, String(status)]);
  });

test('a port where nobody listens is down, with the reason', async () => {
  assert.equal((await ping(await nobody())).outcome, 'nobody listens at this port');
});

test('a server that never answers is down when the time is over', async (t) => {
  const silent = createServer(() => {});
  t.after(() => silent.closeAllConnections());
  const result = await ping(await serve(silent, t), 50);
  assert.deepEqual([result.isUp, result.outcome], [false, 'no answer in time']);
});

test('the program ends with 1 as soon as one of its sites is down', async (t) => {
  const up = await serve(
    createServer((_, response) => response.end()),
    t,
  );
  const [good, bad] = await Promise.all([
    runProgram('ping', up),
    runProgram('ping', up, await nobody()),
  ]);
  assert.deepEqual([good.code, bad.code], [0, 1]);
  assert.match(bad.output, /up .*\nDOWN/);
});
