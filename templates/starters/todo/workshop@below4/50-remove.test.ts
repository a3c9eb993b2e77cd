import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const create = async () => (await app.post('/todos', { title: 'Buy milk' })).body;

test('a deleted todo is gone', async () => {
  const { id } = await create();
  expect(await app.delete(`/todos/${id}`)).toMatchObject({ status: 204, body: '' });
  expect(await app.get(`/todos/${id}`)).toMatchObject({ status: 404 });
});

test('deleting it twice is a 404, and harms nobody else', async () => {
  const [gone, other] = [await create(), await create()];
  await app.delete(`/todos/${gone.id}`);
  expect(await app.delete(`/todos/${gone.id}`)).toMatchObject({ status: 404 });
  expect(await app.get(`/todos/${other.id}`)).toMatchObject({ status: 200 });
});
