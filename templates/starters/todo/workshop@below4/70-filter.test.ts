import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

/** Titles of one test, so that no other todo is in the way. */
async function make(name: string) {
  const open = await app.post('/todos', { title: name, dueOn: '2033-03-01', order: 1 });
  const done = await app.post('/todos', { title: name, completed: true, order: 2 });
  return { open: open.body.id, done: done.body.id };
}

const idsOf = async (query: string) =>
  (await app.get(`/todos?${query}`)).body.map(({ id }: { id: string }) => id);

test('by state', async () => {
  const { open, done } = await make('by state');
  expect(await idsOf('title=by%20state&completed=false')).toEqual([open]);
  expect(await idsOf('title=by%20state&completed=true')).toEqual([done]);
});

test('by day and by order', async () => {
  const { open, done } = await make('by day');
  expect(await idsOf('title=by%20day&dueOn=2033-03-01')).toEqual([open]);
  expect(await idsOf('title=by%20day&order=2')).toEqual([done]);
});

test('an empty list is a list', async () => {
  expect(await app.get('/todos?title=nobody%20has%20this')).toMatchObject({
    status: 200,
    body: [],
  });
});

test.each(['completed=maybe', 'dueOn=2030-02-30', 'order=first'])(
  '%s is refused by the name of the field',
  async (query) => {
    const { status, body } = await app.get(`/todos?${query}`);
    const [field = ''] = query.split('=');
    expect([status, body.errors[0].field, body.errors[0].message]).toEqual([
      400,
      field,
      expect.not.stringMatching('Unknown field'),
    ]);
  },
);
