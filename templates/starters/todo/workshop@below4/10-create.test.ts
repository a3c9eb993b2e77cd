import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

test('a new todo is answered with 201, and with what the server adds', async () => {
  const { status, body } = await app.post('/todos', { title: 'Buy milk', dueOn: '2033-03-01' });
  expect(status).toBe(201);
  expect(body).toMatchObject({ title: 'Buy milk', dueOn: '2033-03-01', version: 1 });
  expect(body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  expect(new Date(body.createdAt).toISOString()).toBe(body.createdAt);
  expect(body.updatedAt).toBe(body.createdAt);
});

test('what the caller leaves out takes its default', async () => {
  const { body } = await app.post('/todos', { title: 'Buy milk' });
  expect(body).toMatchObject({ completed: false, dueOn: null, order: null });
});

test('the answer says where the todo is', async () => {
  const { headers, body } = await app.post('/todos', { title: 'Buy milk' });
  expect(headers.get('location')).toBe(`/todos/${body.id}`);
});

test('two todos are two records', async () => {
  const answers = await Promise.all([1, 2].map(() => app.post('/todos', { title: 'Twice' })));
  const ids = new Set(answers.map(({ body }) => body.id));
  expect([ids.size, ids.has(undefined)]).toEqual([2, false]);
});
