import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from '../client.ts';
import { parseCookies, setCookie } from '../cookies.ts';
import { createSessions } from '../sessions.ts';
import { createWebServer } from '../web-server.ts';
import { serve } from './support/serve.ts';

const sessions = () => createSessions({ now: Date.now, lifetime: 1_000 });
const noteIn = (headers: Readonly<Record<string, string>>): string =>
  (headers['set-cookie'] ?? '').split(';')[0] ?? '';

test('the second request shows the note of the first, and the count grows', async (t) => {
  const url = `${await serve(createWebServer(sessions()), t)}/visits`;
  const first = await send(url);
  assert.match(first.response.body, /once/);
  const second = await send(url, { headers: { cookie: noteIn(first.response.headers) } });
  assert.match(second.response.body, /2 times/);
});

test('a client that shows no note is new every time', async (t) => {
  const url = `${await serve(createWebServer(sessions()), t)}/visits`;
  await send(url);
  assert.match((await send(url)).response.body, /once/);
});

test('whoever writes nonsense on the note starts again at one', async (t) => {
  const url = `${await serve(createWebServer(sessions()), t)}/visits`;
  const { response } = await send(url, { headers: { cookie: 'visits=%E0%A4%A; =; x' } });
  assert.match(response.body, /once/);
});

test('a value may hold any letter, and comes back as it was', () => {
  const [pair] = setCookie('name', 'a; b=ü', { maxAge: 1 }).split('; ');
  assert.deepEqual(parseCookies(pair), { name: 'a; b=ü' });
});

test('a cookie is out of reach of scripts and of other sites', () => {
  assert.match(setCookie('a', 'b', { maxAge: 5 }), /Max-Age=5; Path=\/; HttpOnly; SameSite=Lax/);
});
