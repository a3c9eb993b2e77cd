import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

async function make(prefix: string) {
  for (const [title, order] of [
    [`${prefix} b`, 1],
    [`${prefix} c`, 3],
    [`${prefix} a`, 2],
  ])
    await app.post('/todos', { title, order });
}

/** Of the whole list, those of one test. */
async function titlesOf(prefix: string, sort: string) {
  const { status, body } = await app.get(`/todos?limit=100&sort=${sort}`);
  expect(status).toBe(200);
  return body
    .map(({ title }: { title: string }) => title)
    .filter((title: string) => title.startsWith(prefix))
    .map((title: string) => title.at(-1));
}

test('by title, up and down', async () => {
  await make('title');
  expect(await titlesOf('title', 'title')).toEqual(['a', 'b', 'c']);
  expect(await titlesOf('title', '-title')).toEqual(['c', 'b', 'a']);
});

test('by order, which is a number', async () => {
  await make('order');
  expect(await titlesOf('order', 'order')).toEqual(['b', 'a', 'c']);
});

test('a name that is no field is refused, a field is not', async () => {
  expect(await app.get('/todos?sort=password')).toMatchObject({ status: 400 });
  expect(await app.get('/todos?sort=-dueOn')).toMatchObject({ status: 200 });
});
