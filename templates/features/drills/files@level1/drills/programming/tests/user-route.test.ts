import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forwarded, riskyUserRoute, userRoute, type Route, type Users } from '../user-route.ts';

/** Sends one request through a route and writes down what it did. */
async function ask(route: Route, params: Readonly<Record<string, string>> = { id: '42' }) {
  const seen: { status: number; body?: unknown; passedOn?: unknown } = { status: 200 };
  const response = {
    status: (code: number) => {
      seen.status = code;
      return response;
    },
    json: (body: unknown) => {
      seen.body = body;
    },
  };
  await route({ params }, response, (error) => {
    seen.passedOn = error;
  });
  return seen;
}

const alice = { id: '42', name: 'Alice' };
const users: Users = { find: (id) => Promise.resolve(id === '42' ? alice : undefined) };
const away = new Error('the database is away');
const broken: Users = { find: () => Promise.reject(away) };

test('a user who is there is answered', async () => {
  assert.deepEqual(await ask(userRoute(users)), { status: 200, body: alice });
});

test('a user who is not there is 404; the risky route says 200 and nothing', async () => {
  assert.equal((await ask(userRoute(users), { id: '7' })).status, 404);
  assert.deepEqual(await ask(riskyUserRoute(users), { id: '7' }), { status: 200, body: undefined });
});

test('a failing database is passed on; the risky route leaves a rejected promise behind', async () => {
  assert.equal((await ask(userRoute(broken))).passedOn, away);
  await assert.rejects(ask(riskyUserRoute(broken)), away);
});

test('what Express 5 does makes even the risky route pass its errors on', async () => {
  assert.equal((await ask(forwarded(riskyUserRoute(broken)))).passedOn, away);
});

test('a path without :id has no id, so nobody is ever found', async () => {
  assert.equal((await ask(userRoute(users), {})).status, 404);
});
