import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const create = async () => (await app.post('/todos', { title: 'Buy milk' })).body;

test('a change that has seen an older version is refused', async () => {
  const { id } = await create();
  await app.patch(`/todos/${id}`, { completed: true, version: 1 });
  const { status, body } = await app.patch(`/todos/${id}`, { completed: false, version: 1 });
  expect([status, body.code]).toEqual([409, 'stale_version']);
  expect((await app.get(`/todos/${id}`)).body).toMatchObject({ completed: true, version: 2 });
});

test('of many changes at once that have seen the same version, one succeeds', async () => {
  const { id } = await create();
  const changes = Array.from({ length: 8 }, (_, order) => ({ order, version: 1 }));
  const answers = await Promise.all(changes.map((change) => app.patch(`/todos/${id}`, change)));
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
});
