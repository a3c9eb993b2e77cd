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

/** All titles, page by page once there are links. */
async function walk(path: string): Promise<readonly string[]> {
  const { status, headers, body } = await app.get(path);
  expect(status).toBe(200);
  const next = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
  const titles = body.map(({ title }: { title: string }) => title);
  return next === undefined ? titles : [...titles, ...(await walk(next))];
}

/** Of the whole list, the last letters of those of one test. */
async function lettersOf(prefix: string, sort: string) {
  const titles = await walk(`/todos?limit=100&sort=${sort}`);
  return titles.filter((title) => title.startsWith(`${prefix} `)).map((title) => title.at(-1));
}

test('by title, up and down', async () => {
  await make('sorted');
  expect(await lettersOf('sorted', 'title')).toEqual(['a', 'b', 'c']);
  expect(await lettersOf('sorted', '-title')).toEqual(['c', 'b', 'a']);
});

test('by order, which is a number', async () => {
  await make('order');
  expect(await lettersOf('order', 'order')).toEqual(['b', 'a', 'c']);
});

test('a name that is no field is refused, a field is not', async () => {
  expect(await app.get('/todos?sort=password')).toMatchObject({ status: 400 });
  expect(await app.get('/todos?sort=-dueOn')).toMatchObject({ status: 200 });
});
