import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { unknownId } from '../support/samples.ts';
import type { Visitor } from '../support/visitors.ts';

let api: Api;
let owner: Visitor;
let other: Visitor;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  [owner, other] = [await api.as('viewer'), await api.as('editor')];
});

const task = { kind: 'checksum', payload: { text: 'hello' } };
const submit = async (who: Visitor) => (await who.post('/tasks', task)).body.id as string;

describe('a task', () => {
  test('of somebody else is not there, like one that never was', async () => {
    const id = await submit(owner);
    const refused = [
      await other.get(`/tasks/${id}`),
      await other.post(`/tasks/${id}/cancellation`),
      await other.post(`/tasks/${id}/retry`),
      await other.get(`/tasks/${unknownId()}`),
    ];
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await owner.get(`/tasks/${id}`)).body).toMatchObject({ id, state: 'waiting' });
    expect(await api.get(`/tasks/${id}`)).toMatchObject({ status: 200 });
  });

  test('is in no list and in no count but those of its owner and of admins', async () => {
    const id = await submit(owner);
    expect((await other.get(`/tasks?userId=${owner.userId}`)).body).toEqual([]);
    expect((await other.get('/tasks')).body).toEqual([]);
    expect((await owner.get('/tasks')).body).toMatchObject([{ id }]);
    expect((await api.get(`/tasks?userId=${owner.userId}`)).body).toMatchObject([{ id }]);
    const none = { waiting: 0, running: 0, done: 0, dead: 0, cancelled: 0 };
    expect((await other.get('/task-counts')).body).toEqual(none);
    expect((await owner.get('/task-counts')).body).toEqual({ ...none, waiting: 1 });
    expect((await api.get('/task-counts')).body.waiting).toBeGreaterThanOrEqual(1);
  });

  test('is for whoever is signed in', async () => {
    expect(await api.anonymous.post('/tasks', task)).toMatchObject({ status: 401 });
  });
});

describe('what is submitted', () => {
  test.each([
    ['kind', { kind: 'nothing', payload: {} }],
    ['payload.text', { kind: 'checksum', payload: {} }],
    ['payload', { kind: 'checksum' }],
    ['payload', { kind: 'checksum', payload: null }],
    ['payload.milliseconds', { kind: 'countdown', payload: { milliseconds: -1 } }],
    ['priority', { ...task, priority: 0 }],
    ['priority', { ...task, priority: 11 }],
    ['runAt', { ...task, runAt: 'tomorrow' }],
    ['userId', { ...task, userId: unknownId() }],
    ['state', { ...task, state: 'done' }],
    ['attempts', { ...task, attempts: 99 }],
  ])('is refused for its %s', async (field, body) => {
    const answer = await owner.post('/tasks', body);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ in: 'body', field }] } });
    expect((await owner.get('/tasks')).body).toEqual([]);
  });

  test('is found page by page, by kind and by state', async () => {
    const [first, second] = [await submit(owner), await submit(owner)];
    await owner.post(`/tasks/${first}/cancellation`);
    const found = await owner.get('/tasks?kind=checksum&state=waiting');
    expect(found.body).toMatchObject([{ id: second }]);
    expect((await owner.get('/tasks?kind=countdown')).body).toEqual([]);
    const page = await owner.get('/tasks?limit=1&sort=-createdAt');
    expect(page.body).toHaveLength(1);
    expect(page.headers.get('link')).toContain('rel="next"');
  });
});
