import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { listen } from '../ports.ts';
import { createRawServer } from '../raw-server.ts';
import { send } from '../client.ts';
import { startServers } from '../servers.ts';
import { freePort, serve } from './support/serve.ts';

const saying = (body: string) => createRawServer(() => ({ status: 200, body }));

test('two servers share one address and are told apart by their ports', async (t) => {
  const [one, other] = [await serve(saying('one'), t), await serve(saying('other'), t)];
  assert.equal(new URL(one).hostname, new URL(other).hostname);
  assert.equal((await send(one)).response.body, 'one');
  assert.equal((await send(other)).response.body, 'other');
});

test('a port that is taken is said to be taken', async (t) => {
  const port = Number(new URL(await serve(saying('first'), t)).port);
  const second = createServer();
  await assert.rejects(listen(second, port), (error: Error) => {
    assert.ok(error.message.includes(`Port ${port} is taken`));
    assert.equal((error.cause as NodeJS.ErrnoException).code, 'EADDRINUSE');
    return true;
  });
});

test('when one of three ports is taken, none of the three stays open', async (t) => {
  const taken = Number(new URL(await serve(saying('first'), t)).port);
  const [notes, web] = [await freePort(), await freePort()];
  await assert.rejects(startServers({ notes, web, secure: taken }), /is taken/);
  const again = await startServers({ notes, web, secure: 0 });
  again.close();
});
