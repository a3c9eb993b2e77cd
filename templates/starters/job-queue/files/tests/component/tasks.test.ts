import { describe, expect, onTestFinished, test } from 'vitest';
import { openDeadLetters } from '../../src/jobs/dead-letters.ts';
import { openJobQueue } from '../../src/jobs/queue.ts';
import { hasQueue } from '../support/queue.ts';
import { kindOfTest, log, setUp, SOON } from '../support/tasks.ts';

const text = (value: string, more: object = {}) => ({
  kind: 'test',
  payload: { text: value },
  ...more,
});

describe.skipIf(!hasQueue())('a task', () => {
  test('is answered at once, done by a worker, and says what came of it', async () => {
    const { api, work } = await setUp();
    const { status, headers, body } = await api.post('/tasks', {
      kind: 'checksum',
      payload: { text: 'hello' },
    });
    expect(status).toBe(202);
    expect(body).toMatchObject({ state: 'waiting', attempts: 0, result: null, finishedAt: null });
    const read = async () => (await api.get(headers.get('location') ?? '')).body as object;
    expect(await read()).toEqual(body);
    work();
    await expect.poll(read, SOON).toMatchObject({
      state: 'done',
      attempts: 1,
      result: { sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824' },
      error: null,
      finishedAt: expect.any(String),
    });
  });

  test('is tried again until it works', async () => {
    let failures = 2;
    const given = kindOfTest(() => {
      if ((failures -= 1) >= 0) throw new Error('not yet');
      return 'at last';
    });
    const { api, work } = await setUp(given);
    const { id } = (await api.post('/tasks', text('a'))).body;
    work();
    const read = async () => (await api.get(`/tasks/${id}`)).body as object;
    await expect.poll(read, SOON).toMatchObject({ state: 'done', attempts: 3, result: 'at last' });
    expect(given.begun).toEqual(['a', 'a', 'a']);
  });

  test('is dead after its last attempt, lies with the dead letters, and can be tried again', async () => {
    let isMended = false;
    const given = kindOfTest(() => {
      if (!isMended) throw new Error('broken');
    }, 2);
    const { api, env, work } = await setUp(given);
    const letters = openDeadLetters({ env, log });
    onTestFinished(letters.close);
    const { id } = (await api.post('/tasks', text('a'))).body;
    const read = async () => (await api.get(`/tasks/${id}`)).body as object;
    expect(await api.post(`/tasks/${id}/retry`)).toMatchObject({ status: 409 });
    work();
    await expect.poll(read, SOON).toMatchObject({ state: 'dead', attempts: 2, error: 'broken' });
    await expect
      .poll(letters.list, SOON)
      .toMatchObject([{ name: 'run-task', reason: 'broken', attempts: 2 }]);
    isMended = true;
    const retries = await Promise.all([1, 2, 3].map(() => api.post(`/tasks/${id}/retry`)));
    expect(retries.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    await expect.poll(read, SOON).toMatchObject({ state: 'done', attempts: 3, error: null });
    expect(given.begun).toHaveLength(3);
  });

  test('that was revived on the command line is done as well', async () => {
    let isMended = false;
    const given = kindOfTest(() => {
      if (!isMended) throw new Error('broken');
    }, 1);
    const { api, env, work } = await setUp(given);
    const letters = openDeadLetters({ env, log });
    onTestFinished(letters.close);
    const { id } = (await api.post('/tasks', text('a'))).body;
    work();
    await expect.poll(async () => (await letters.list()).length, SOON).toBe(1);
    isMended = true;
    await letters.retry((await letters.list())[0]?.id ?? '');
    const read = async () => (await api.get(`/tasks/${id}`)).body as object;
    await expect.poll(read, SOON).toMatchObject({ state: 'done' });
  });

  test('of the highest priority goes first', async () => {
    const given = kindOfTest(() => undefined);
    const { api, env, work } = await setUp(given);
    for (const priority of [9, 1, 5]) await api.post('/tasks', text(`${priority}`, { priority }));
    const queue = openJobQueue({ env, log });
    onTestFinished(() => queue.close());
    await expect.poll(() => queue.getPrioritizedCount(), SOON).toBe(3);
    work(1);
    await expect.poll(() => given.begun, SOON).toEqual(['1', '5', '9']);
  });

  test('does not begin before its time', async () => {
    const begunAt: Record<string, number> = {};
    const given = kindOfTest((name) => (begunAt[name] = Date.now()));
    const { api, work } = await setUp(given);
    const runAt = new Date(Date.now() + 1_500).toISOString();
    await api.post('/tasks', text('later', { runAt }));
    await api.post('/tasks', text('now'));
    work();
    await expect.poll(() => given.begun, SOON).toEqual(['now', 'later']);
    expect(begunAt['later']).toBeGreaterThanOrEqual(Date.parse(runAt) - 10);
  });

  test('that is cancelled while it waits is never begun', async () => {
    const given = kindOfTest(() => undefined);
    const { api, work } = await setUp(given);
    const { id } = (await api.post('/tasks', text('not me'))).body;
    const cancelled = await api.post(`/tasks/${id}/cancellation`);
    expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    const { id: next } = (await api.post('/tasks', text('me', { priority: 10 }))).body;
    work(1);
    const read = async () => (await api.get(`/tasks/${next}`)).body as object;
    await expect.poll(read, SOON).toMatchObject({ state: 'done' });
    expect(given.begun).toEqual(['me']);
    expect(await api.post(`/tasks/${next}/cancellation`)).toMatchObject({ status: 409 });
  });
});

test('one idempotency key is one task and one job, however often it comes', async ({ skip }) => {
  if (!hasQueue()) skip('there is no Redis here');
  const given = kindOfTest(() => undefined);
  const { api, work } = await setUp(given);
  const submit = () => api.post('/tasks', text('a'), { 'idempotency-key': 'the-same' });
  const answers = await Promise.all([1, 2, 3, 4].map(submit));
  answers.push(await submit());
  const taken = answers.filter(({ status }) => status === 202);
  expect(new Set(taken.map(({ body }) => body.id as string)).size).toBe(1);
  for (const { status } of answers) expect([202, 409]).toContain(status);
  work();
  const { id } = taken[0]?.body ?? {};
  const read = async () => (await api.get(`/tasks/${id}`)).body as object;
  await expect.poll(read, SOON).toMatchObject({ state: 'done', attempts: 1 });
  expect(given.begun).toEqual(['a']);
});
