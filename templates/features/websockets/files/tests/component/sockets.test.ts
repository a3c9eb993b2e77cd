import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realtimeLimits } from '../../src/constants/realtime-limits.ts';
import { startApi, type Api } from '../support/api.ts';
import { roomFor } from '../support/rooms.ts';
import { connect, dial, refusalOf, tokenOf } from '../support/sockets.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const OURS = 'https://app.example.com';
const from = (origin: string) => ({ extraHeaders: { origin } });

describe('a handshake', () => {
  const unauthenticated = { data: { code: 'unauthenticated' } };

  test.each([
    ['no token', {}],
    ['an empty one', { token: '' }],
    ['what is no token', { token: 'hello' }],
    ['what is no text', { token: { $ne: 1 } }],
    ['one of 10 kB', { token: 'a'.repeat(10_000) }],
  ])('with %s is refused', async (_, auth) => {
    expect(await refusalOf(api.url, { auth })).toMatchObject(unauthenticated);
  });

  test('with a token whose time is over is refused', async () => {
    const late = await startApi();
    const token = tokenOf(await late.as('viewer'));
    late.clock.advance(11 * 60_000);
    const refusal = await refusalOf(late.url, { auth: { token } });
    await late.close();
    expect(refusal).toMatchObject(unauthenticated);
  });

  test('with the token of a session that was ended is refused', async () => {
    const who = await api.as('viewer');
    expect((await who.delete(`/auth/sessions/${who.sessionId}`)).status).toBe(204);
    const auth = { token: tokenOf(who) };
    expect(await refusalOf(api.url, { auth })).toMatchObject(unauthenticated);
  });

  test('with a token in the address, where it would be logged, is refused', async () => {
    const query = { token: tokenOf(await api.as('viewer')) };
    expect(await refusalOf(api.url, { query })).toMatchObject(unauthenticated);
  });

  test.each(['https://evil.example.com', `${OURS}.evil.com`, 'null'])(
    'from a page of %s is refused, whoever it is',
    async (origin) => {
      const auth = { token: tokenOf(await api.as('admin')) };
      const refusal = await refusalOf(api.url, { auth, ...from(origin) });
      expect(refusal.message).toBe('websocket error');
    },
  );

  test('from one of our pages is let in', async () => {
    const { socket } = dial(api.url, {
      auth: { token: tokenOf(await api.as('viewer')) },
      ...from(OURS),
    });
    await expect.poll(() => socket.connected).toBe(true);
  });

  test('by long polling is refused: its requests would reach different instances', async () => {
    const answer = await fetch(new URL('/socket.io/?EIO=4&transport=polling', api.url));
    expect(answer.status).toBe(400);
  });

  test('of one user with too many connections is refused, and of another is not', async () => {
    const [who, other] = [await api.as('viewer'), await api.as('viewer')];
    for (let open = 0; open < realtimeLimits.socketsOfUser; open += 1) await connect(api.url, who);
    const refusal = await refusalOf(api.url, { auth: { token: tokenOf(who) } });
    expect(refusal).toMatchObject({ data: { code: 'quota_exceeded' } });
    await connect(api.url, other);
  });
});

describe('a session that ends', () => {
  const SOON = { timeout: 1_000, interval: 20 };

  test('takes its sockets along within a second, and leaves those of others', async () => {
    const [who, other] = [await api.as('viewer'), await api.as('viewer')];
    const clients = [await connect(api.url, who), await connect(api.url, who)];
    const stranger = await connect(api.url, other);
    await who.delete(`/auth/sessions/${who.sessionId}`);
    await expect
      .poll(() => clients.map((client) => client.ended()), SOON)
      .toEqual(['io server disconnect', 'io server disconnect']);
    expect(stranger.socket.connected).toBe(true);
  });

  test('because the others of a user were ended is dropped, and the one that did it is not', async () => {
    const who = await api.as('viewer');
    const elsewhere = await api.as(who.userId);
    const [here, there] = [await connect(api.url, who), await connect(api.url, elsewhere)];
    await who.delete('/auth/sessions');
    await expect.poll(there.ended, SOON).toBe('io server disconnect');
    const room = await roomFor(api, who);
    expect(await here.ask('room:enter', { room })).toMatchObject({ ok: true });
  });

  test('behind the back of this process is found out at the next message', async () => {
    const who = await api.as('viewer');
    const client = await connect(api.url, who);
    await api.deps.repositories.sessions.revoke({
      id: who.sessionId,
      userId: who.userId,
      now: api.clock.now(),
    });
    api.deps.identities.forgetHere({ sessionId: who.sessionId });
    client.socket.emit('room:enter', { room: 'chat:too-late' });
    await expect.poll(client.ended, SOON).toBe('io server disconnect');
  });
});

describe('a client that sends too much', () => {
  test('in one message is cut off, and the server lives', async () => {
    const who = await api.as('viewer');
    const client = await connect(api.url, who);
    const room = await roomFor(api, who);
    await client.ask('room:enter', { room });
    client.socket.emit('room:say', { room, text: 'a'.repeat(1024 * 1024) });
    await expect.poll(client.ended).toBe('transport close');
    expect((await api.get('/livez')).status).toBe(200);
  });

  test('hears after 20 messages in a second that it is too much', async () => {
    const client = await connect(api.url, await api.as('viewer'));
    const asked = Array.from({ length: 30 }, () => client.ask('room:leave', { room: 'chat:a' }));
    const answers = await Promise.all(asked);
    const refused = answers.filter(({ code }) => code === 'rate_limited');
    expect(refused).toHaveLength(10);
    expect(client.socket.connected).toBe(true);
  });

  test.each(['room:leave', 'no-such-event'])(
    'of 100 messages a second is cut off: %s',
    async (event) => {
      const client = await connect(api.url, await api.as('viewer'));
      for (let sent = 0; sent < 200; sent += 1) client.socket.emit(event, { room: 'chat:a' });
      await expect.poll(client.ended).toBe('io server disconnect');
    },
  );
});

test('a socket that ended is forgotten by the server', async () => {
  const client = await connect(api.url, await api.as('viewer'));
  const { sockets } = api.deps.sockets.io;
  const { id } = client.socket;
  expect([...sockets.sockets.keys()]).toContain(id);
  client.socket.disconnect();
  await expect.poll(() => [...sockets.sockets.keys()]).not.toContain(id);
});
