import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

test('a todo is found at the address its creation answered', async () => {
  const { headers, body } = await app.post('/todos', { title: 'Buy milk' });
  const answer = await app.get(headers.get('location') ?? 'missing');
  expect(answer).toMatchObject({ status: 200, body });
});

test('a todo that is not there is a problem with the status 404', async () => {
  const { status, headers, body } = await app.get(`/todos/${randomUUID()}`);
  expect(status).toBe(404);
  expect(headers.get('content-type')).toMatch('application/problem+json');
  expect(body).toMatchObject({ status: 404, code: 'not_found' });
});
