import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

test.each([
  ['an empty title', 'title', ''],
  ['a title of spaces', 'title', '   '],
  ['a title of 201 characters', 'title', 'x'.repeat(201)],
  ['a day that is none', 'dueOn', '2030-02-30'],
  ['a day with a time', 'dueOn', '2030-02-01T00:00:00Z'],
  ['half an order', 'order', 1.5],
  ['an order of 33 bits', 'order', 2 ** 31],
])('%s is refused by the name of the field', async (_, field, value) => {
  const { body: todo } = await app.post('/todos', { title: 'Buy milk' });
  const answers = [
    await app.post('/todos', { title: 'Buy milk', [field]: value }),
    await app.patch(`/todos/${todo.id}`, { [field]: value }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([400, 400]);
  const named = answers.map(({ body }) => body.errors.map((error: any) => error.field));
  expect(named).toEqual([[field], [field]]);
});

test('spaces around a title are not kept', async () => {
  const { status, body } = await app.post('/todos', { title: '  Buy milk ' });
  expect([status, body.title]).toEqual([201, 'Buy milk']);
});
