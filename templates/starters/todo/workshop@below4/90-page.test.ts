import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
  for (let made = 0; made < 5; made += 1) await app.post('/todos', { title: `todo ${made}` });
});
afterAll(() => app.close());

const nextOf = (headers: Headers) =>
  /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? 'no next page';

interface Todo {
  readonly id: string;
  readonly createdAt: string;
}

async function walk(path: string): Promise<readonly Todo[]> {
  const { status, headers, body } = await app.get(path);
  expect(status).toBe(200);
  return headers.has('link') ? [...body, ...(await walk(nextOf(headers)))] : body;
}

test('a page that is not the last one links to the next', async () => {
  const { headers, body } = await app.get('/todos?limit=2');
  expect(body).toHaveLength(2);
  const next = await app.get(nextOf(headers));
  expect(next).toMatchObject({ status: 200 });
  expect(next.body[0].id).not.toBe(body[1].id);
});

test('the link keeps what was asked for', async () => {
  const { headers } = await app.get('/todos?limit=2&sort=-createdAt');
  expect(nextOf(headers)).toMatch(/^\/todos\?.*limit=2/);
  expect(nextOf(headers)).toMatch('sort=-createdAt');
});

test('page by page, each todo comes once, and in order', async () => {
  const all = await walk('/todos?limit=2');
  expect(all.length).toBeGreaterThanOrEqual(5);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const times = all.map(({ createdAt }) => createdAt);
  expect(times).toEqual([...times].sort());
});

test('the last page links nowhere', async () => {
  const first = await app.get('/todos?limit=4');
  expect(nextOf(first.headers)).toMatch('cursor=');
  const { body } = await app.post('/todos', { title: 'the last one' });
  const { headers } = await app.get(`/todos?limit=1&sort=-createdAt`);
  expect(nextOf(headers)).toMatch('cursor=');
  expect((await walk('/todos?limit=2')).at(-1)).toMatchObject({ id: body.id });
});
