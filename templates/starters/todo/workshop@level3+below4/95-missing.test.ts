import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';

const DAYS = [null, '2033-03-02', null, '2033-03-01', null];

let app: App;
beforeAll(async () => {
  app = await openApp();
  for (const dueOn of DAYS) await app.post('/todos', { title: 'some day', dueOn });
});
afterAll(() => app.close());

const nextOf = (headers: Headers) =>
  /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? 'no next page';

async function walk(path: string): Promise<readonly (string | null)[]> {
  const { status, headers, body } = await app.get(path);
  expect(status).toBe(200);
  const days = body.map(({ dueOn }: { dueOn: string | null }) => dueOn);
  return headers.has('link') ? [...days, ...(await walk(nextOf(headers)))] : days;
}

test('up: what has no day comes first, and each todo once', async () => {
  const days = await walk('/todos?title=some%20day&sort=dueOn&limit=2');
  expect(days).toEqual([null, null, null, '2033-03-01', '2033-03-02']);
});

test('down: what has no day comes last, and each todo once', async () => {
  const days = await walk('/todos?title=some%20day&sort=-dueOn&limit=2');
  expect(days).toEqual(['2033-03-02', '2033-03-01', null, null, null]);
});
