import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';

interface Todo {
  readonly url: string;
  readonly title: string;
  readonly completed: boolean;
  readonly order: number | null;
}

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: { CORS_ORIGINS: '*' } });
});
afterAll(() => api.close());
beforeEach(() => api.delete('/todos'));

const post = async (todo: Partial<Todo>): Promise<Todo> => (await api.post('/todos', todo)).body;
const get = async (url: string): Promise<Todo> => (await api.get(url)).body;
const list = async (): Promise<readonly Todo[]> => (await api.get('/todos')).body;

describe('the list of todos', () => {
  test('can be read by a web page from anywhere', async () => {
    const { status, headers } = await api.get('/todos', { origin: 'https://todobackend.com' });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  });

  test('answers a POST with the todo that was sent', async () => {
    expect(await post({ title: 'walk the dog' })).toMatchObject({ title: 'walk the dog' });
  });

  test('can be deleted', async () => {
    expect(await api.delete('/todos')).toMatchObject({ status: 204 });
  });

  test('is an empty array after it was deleted', async () => {
    await post({ title: 'walk the dog' });
    await api.delete('/todos');
    expect(await list()).toEqual([]);
  });

  test('holds what was added to it', async () => {
    await post({ title: 'walk the dog' });
    expect(await list()).toMatchObject([{ title: 'walk the dog' }]);
  });
});

describe('a new todo', () => {
  test('is not completed', async () => {
    expect(await post({ title: 'blah' })).toMatchObject({ completed: false });
    expect(await list()).toMatchObject([{ completed: false }]);
  });

  test('has an address of its own', async () => {
    const { url } = await post({ title: 'blah' });
    expect(new URL(url).origin).toBe(api.url);
    expect(await list()).toMatchObject([{ url }]);
  });

  test('is found at its address', async () => {
    const todo = await post({ title: 'my todo' });
    expect(await get(todo.url)).toEqual(todo);
  });

  test('may have a place in the order', async () => {
    expect(await post({ title: 'blah', order: 523 })).toMatchObject({ order: 523 });
  });
});

describe('a todo', () => {
  test('is reached from the list by its address', async () => {
    await post({ title: 'the first' });
    await post({ title: 'the second' });
    const todos = await list();
    const found = await Promise.all(todos.map(({ url }) => get(url)));
    expect(todos).toHaveLength(2);
    expect(found).toEqual(todos);
  });

  test('changes its title', async () => {
    const { url } = await post({ title: 'initial title' });
    const { body } = await api.patch(url, { title: 'bathe the cat' });
    expect(body).toMatchObject({ title: 'bathe the cat' });
  });

  test('is completed', async () => {
    const { url } = await post({ title: 'blah' });
    expect((await api.patch(url, { completed: true })).body).toMatchObject({ completed: true });
  });

  test('keeps its changes', async () => {
    const { url } = await post({ title: 'initial title' });
    await api.patch(url, { title: 'changed title', completed: true });
    const changed = { title: 'changed title', completed: true };
    expect(await get(url)).toMatchObject(changed);
    expect(await list()).toMatchObject([changed]);
  });

  test('is gone after it was deleted', async () => {
    const { url } = await post({ title: 'blah' });
    await api.delete(url);
    expect(await list()).toEqual([]);
    expect(await api.get(url)).toMatchObject({ status: 404 });
  });

  test('changes its place in the order', async () => {
    const { url } = await post({ title: 'blah', order: 10 });
    expect((await api.patch(url, { order: 95 })).body).toMatchObject({ order: 95 });
  });

  test('keeps its changed place', async () => {
    const { url } = await post({ title: 'blah', order: 10 });
    await api.patch(url, { order: 95 });
    expect(await get(url)).toMatchObject({ order: 95 });
  });
});

describe('the address of a todo', () => {
  test('is the public one where one is configured', async () => {
    const behind = await startApi({ env: { PUBLIC_URL: 'https://api.example.com/v1/' } });
    const { body } = await behind.post('/todos', { title: 'blah' });
    await behind.close();
    expect(body.url).toBe(`https://api.example.com/v1/todos/${body.id}`);
  });
});
