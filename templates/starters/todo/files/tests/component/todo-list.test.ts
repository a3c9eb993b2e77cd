import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { createRecord, nextPage, walk, type Values } from '../support/factories.ts';
import { unknownId } from '../support/samples.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const create = (values: Values) => createRecord(api, 'todos', values);
const ids = (todos: readonly Values[]) => todos.map(({ id }) => id);

describe('a task list', () => {
  test('shows what is left to do, and what is done', async () => {
    const [open, done] = await Promise.all([
      create({ title: 'open', completed: false }),
      create({ title: 'done', completed: false }),
    ]);
    await api.patch(`/todos/${done.id}`, { completed: true });
    const [left, ready] = await Promise.all([
      walk(api, '/todos?completed=false'),
      walk(api, '/todos?completed=true'),
    ]);
    expect(ids(left)).toContain(open.id);
    expect(ids(left)).not.toContain(done.id);
    expect(ids(ready)).toContain(done.id);
    expect(ids(ready)).not.toContain(open.id);
  });

  test('comes page by page, each todo once', async () => {
    const made = await Promise.all([1, 2, 3, 4, 5].map(() => create({ title: 'one of five' })));
    const first = await api.get('/todos?title=one%20of%20five&limit=2');
    expect(first.body).toHaveLength(2);
    expect(nextPage(first)).toBeDefined();
    const all = await walk(api, '/todos?title=one%20of%20five&limit=2');
    expect(ids(all).sort()).toEqual(ids(made).sort());
  });

  test('is sorted by what is asked for', async () => {
    const titles = ['b', 'c', 'a'].map((letter) => `sorted ${letter}`);
    await Promise.all(titles.map((title) => create({ title, dueOn: '2031-05-01' })));
    const up = await walk(api, '/todos?dueOn=2031-05-01&sort=title');
    const down = await walk(api, '/todos?dueOn=2031-05-01&sort=-title');
    expect(up.map(({ title }) => title)).toEqual([...titles].sort());
    expect(down.map(({ title }) => title)).toEqual([...titles].sort().reverse());
  });
});

describe('a todo', () => {
  test('is not completed when nobody says so', async () => {
    expect(await create({ title: 'new', completed: undefined })).toMatchObject({
      completed: false,
    });
  });

  test.each([
    ['without a title', { title: undefined }],
    ['with a title of spaces', { title: '   ' }],
    ['with a title of 201 letters', { title: 'x'.repeat(201) }],
    ['with another kind of state', { title: 'x', completed: 'yes' }],
    ['due on a day that is none', { title: 'x', dueOn: '2030-02-30' }],
    ['with a field that nobody knows', { title: 'x', color: 'red' }],
  ])('%s is refused, and the answer names the field', async (_, body) => {
    const { status, headers, body: problem } = await api.post('/todos', body);
    expect(status).toBe(400);
    expect(headers.get('content-type')).toMatch('application/problem+json');
    expect(problem.errors).toHaveLength(1);
  });

  test('that is not there is not found, whatever is asked of it', async () => {
    const id = unknownId();
    const answers = await Promise.all([
      api.get(`/todos/${id}`),
      api.patch(`/todos/${id}`, { completed: true }),
      api.delete(`/todos/${id}`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});
