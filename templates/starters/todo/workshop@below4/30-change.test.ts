import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const create = async () =>
  (await app.post('/todos', { title: 'Buy milk', dueOn: '2033-03-01', order: 3 })).body;

test('PATCH changes what it names, and keeps the rest', async () => {
  const before = await create();
  const { status, body } = await app.patch(`/todos/${before.id}`, { completed: true });
  expect(status).toBe(200);
  const { updatedAt } = body;
  expect(body).toEqual({ ...before, completed: true, version: 2, updatedAt });
  expect(updatedAt >= before.updatedAt).toBe(true);
});

test('PUT takes back to its default what it leaves out', async () => {
  const { id } = await create();
  const { status, body } = await app.put(`/todos/${id}`, { title: 'Buy bread' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ id, title: 'Buy bread', dueOn: null, order: null, version: 2 });
});

test('a change is kept', async () => {
  const { id } = await create();
  const { body } = await app.patch(`/todos/${id}`, { title: 'Buy bread' });
  expect(await app.get(`/todos/${id}`)).toMatchObject({ status: 200, body });
});

test('what is not there cannot be changed', async () => {
  const path = `/todos/${randomUUID()}`;
  const answers = [await app.patch(path, { title: 'x' }), await app.put(path, { title: 'x' })];
  expect(answers.map(({ status }) => status)).toEqual([404, 404]);
});
