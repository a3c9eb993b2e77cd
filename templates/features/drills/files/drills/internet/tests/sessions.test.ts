import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from '../client.ts';
import { createSessions } from '../sessions.ts';
import { createWebServer } from '../web-server.ts';
import { serve } from './support/serve.ts';

function atTheClock(start: string) {
  let time = Date.parse(start);
  return { now: () => time, moveTo: (next: string) => (time = Date.parse(next)) };
}

const HOUR = 3_600_000;

test('who logs in at two is known until three, and not a moment longer', () => {
  const clock = atTheClock('2026-01-31T14:00:00Z');
  const sessions = createSessions({ now: clock.now, lifetime: HOUR });
  const { id } = sessions.start('alice');
  clock.moveTo('2026-01-31T14:59:59.999Z');
  assert.equal(sessions.find(id)?.user, 'alice');
  clock.moveTo('2026-01-31T15:00:00Z');
  assert.equal(sessions.find(id), undefined);
});

test('two sessions of one user have numbers of their own', () => {
  const sessions = createSessions({ now: Date.now, lifetime: HOUR });
  const [one, other] = [sessions.start('alice'), sessions.start('alice')];
  assert.notEqual(one.id, other.id);
  sessions.end(one.id);
  assert.equal(sessions.find(one.id), undefined);
  assert.equal(sessions.find(other.id)?.user, 'alice');
});

test('the number in the cookie is enough to be known, and a guessed one is not', async (t) => {
  const sessions = createSessions({ now: Date.now, lifetime: HOUR });
  const url = await serve(createWebServer(sessions), t);
  const login = await send(`${url}/login?user=alice`, { method: 'POST' });
  const cookie = (login.response.headers['set-cookie'] ?? '').split(';')[0] ?? '';
  const me = (note: string) => send(`${url}/me`, { headers: { cookie: note } });
  assert.match((await me(cookie)).response.body, /You are alice/);
  assert.equal((await me('session=1')).response.status, 401);
  await send(`${url}/logout`, { method: 'POST', headers: { cookie } });
  assert.equal((await me(cookie)).response.status, 401);
});
