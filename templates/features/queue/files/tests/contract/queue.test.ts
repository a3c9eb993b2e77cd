import { setTimeout as wait } from 'node:timers/promises';
import { UnrecoverableError } from 'bullmq';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { createLogger } from '../../src/config/logger.ts';
import { openWorker, type QueueEnv } from '../../src/jobs/backend.ts';
import { openDeadLetters } from '../../src/jobs/dead-letters.ts';
import type { JobHandler, JobInfo, JobKind } from '../../src/jobs/kind.ts';
import { openJobQueue, openJobs, QUEUE } from '../../src/jobs/queue.ts';
import { startWorker } from '../../src/jobs/worker.ts';
import { hasQueue, newQueue, withProxy } from '../support/queue.ts';

const log = createLogger({ LOG_LEVEL: 'silent' });
const SOON = { timeout: 10_000, interval: 20 };

interface Note {
  readonly text: string;
}

const note: JobKind<Note> = {
  name: 'note',
  version: 2,
  data: z.strictObject({ text: z.string() }),
  upgrade: (data) => ({ text: (data as { title: string }).title }),
  attempts: 3,
  delay: 20,
};

const doing = <Data>(
  kind: JobKind<Data>,
  work: (data: Data, info: JobInfo) => unknown,
): JobHandler => ({
  kind,
  run: async (data, info) => {
    await work(data as Data, info);
  },
});

let env: QueueEnv;

/** Does notes in a worker of the test's own. */
function start(handlers: readonly JobHandler[], concurrency = 10, limits = {}) {
  const workerEnv = { ...env, WORKER_CONCURRENCY: concurrency };
  const worker = startWorker({ env: workerEnv, log, handlers, limits });
  onTestFinished(worker.close);
  return worker;
}

function open() {
  const [jobs, letters] = [openJobs({ env, log }), openDeadLetters({ env, log })];
  onTestFinished(async () => {
    await jobs.close();
    await letters.close();
  });
  return { jobs, letters };
}

describe.skipIf(!hasQueue())('the queue', () => {
  beforeEach(async () => {
    env = await newQueue();
  });

  test('hands each job to one worker, however many there are', async () => {
    const { jobs } = open();
    const done: string[] = [];
    const handler = doing(note, ({ text }) => done.push(text));
    for (let workers = 0; workers < 3; workers += 1) start([handler]);
    const texts = Array.from({ length: 60 }, (_, place) => String(place));
    await Promise.all(texts.map((text) => jobs.enqueue(note, { text })));
    await expect.poll(() => done.length, SOON).toBe(60);
    await wait(100);
    expect(done.toSorted()).toEqual(texts.toSorted());
  });

  test('tries again, later each time, and in the end lays the job aside', async () => {
    const { jobs, letters } = open();
    const startedAt: number[] = [];
    start([
      doing(note, (_, { attempt }) => {
        startedAt.push(performance.now());
        throw new Error(`attempt ${attempt} failed`);
      }),
    ]);
    await jobs.enqueue(note, { text: 'hello' });
    await expect.poll(letters.list, SOON).toMatchObject([
      {
        name: 'note',
        payload: { version: 2, data: { text: 'hello' } },
        reason: 'attempt 3 failed',
        attempts: 3,
      },
    ]);
    const [first = 0, second = 0, third = 0] = startedAt;
    expect(second - first).toBeGreaterThanOrEqual(9);
    expect(third - second).toBeGreaterThanOrEqual(19);
  });

  test('tells who does a job that it is given up, and lays it aside after that', async () => {
    const { jobs, letters } = open();
    const told: unknown[] = [];
    const failing = doing(note, () => {
      throw new Error('broken');
    });
    let refusals = 1;
    const giveUp = async (data: unknown, reason: string): Promise<void> => {
      if ((refusals -= 1) >= 0) throw new Error('not now');
      told.push({ data, reason, letters: await letters.list() });
    };
    start([{ ...failing, giveUp }], 10, { tidy: 50 });
    await jobs.enqueue(note, { text: 'hello' });
    await expect.poll(async () => (await letters.list()).length, SOON).toBe(1);
    expect(told[0]).toEqual({ data: { text: 'hello' }, reason: 'broken', letters: [] });
  });

  test('stops trying as soon as the job works', async () => {
    const { jobs, letters } = open();
    const attempts: number[] = [];
    start([
      doing(note, (_, { attempt }) => {
        attempts.push(attempt);
        if (attempt < 3) throw new Error('not yet');
      }),
    ]);
    await jobs.enqueue(note, { text: 'hello' });
    await expect.poll(() => attempts, SOON).toEqual([1, 2, 3]);
    await wait(100);
    expect([attempts, await letters.list()]).toEqual([[1, 2, 3], []]);
  });

  test('does not try again what no attempt can mend', async () => {
    const { jobs, letters } = open();
    start([
      doing(note, () => {
        throw new UnrecoverableError('the account is gone');
      }),
    ]);
    await jobs.enqueue(note, { text: 'hello' });
    await expect.poll(letters.list, SOON).toMatchObject([{ attempts: 1 }]);
  });

  test.each<[string, { name: string; data: unknown }, RegExp]>([
    ['data of the wrong form', { name: 'note', data: { version: 2, data: { text: 5 } } }, /text/],
    ['unknown fields', { name: 'note', data: { version: 2, data: { text: '', x: 1 } } }, /x/],
    ['data of a later version', { name: 'note', data: { version: 3, data: {} } }, /version 3/],
    ['no payload', { name: 'note', data: null }, /version 0/],
    ['a name that nobody knows', { name: 'nothing', data: { version: 1, data: {} } }, /nothing/],
  ])('lays a job aside at once that has %s', async (_name, { name, data }, reason) => {
    const { letters } = open();
    const done: unknown[] = [];
    const queue = openJobQueue({ env, log });
    onTestFinished(() => queue.close());
    const { upgrade: _, ...strict } = note;
    start([doing(strict, (given) => done.push(given))]);
    await queue.add(name, data, { attempts: 3, backoff: 10 });
    await expect.poll(async () => (await letters.list()).length, SOON).toBe(1);
    const [letter] = await letters.list();
    expect(letter).toMatchObject({ name, attempts: 1, reason: expect.stringMatching(reason) });
    expect(done).toEqual([]);
  });

  test('reads data of an earlier version', async () => {
    const queue = openJobQueue({ env, log });
    onTestFinished(() => queue.close());
    const done: unknown[] = [];
    start([doing(note, (data) => done.push(data))]);
    await queue.add('note', { version: 1, data: { title: 'from before' } });
    await expect.poll(() => done, SOON).toEqual([{ text: 'from before' }]);
  });

  test('does the urgent first', async () => {
    const { jobs } = open();
    await jobs.enqueue(note, { text: 'some day' }, { priority: 9 });
    await jobs.enqueue(note, { text: 'soon' }, { priority: 5 });
    await jobs.enqueue(note, { text: 'now' }, { priority: 1 });
    const done: string[] = [];
    start([doing(note, ({ text }) => done.push(text))], 1);
    await expect.poll(() => done, SOON).toEqual(['now', 'soon', 'some day']);
  });

  test('does not begin a job before its time', async () => {
    const { jobs } = open();
    const done: { text: string; at: number }[] = [];
    start([doing(note, ({ text }) => done.push({ text, at: performance.now() }))]);
    const askedAt = performance.now();
    await jobs.enqueue(note, { text: 'later' }, { delay: 600 });
    await jobs.enqueue(note, { text: 'now' });
    await expect.poll(() => done, SOON).toHaveLength(2);
    const later = done.find(({ text }) => text === 'later');
    expect(later?.at).toBeGreaterThan(askedAt + 590);
  });

  test('takes two jobs of one name for one', async () => {
    const { jobs } = open();
    const done: string[] = [];
    start([doing(note, ({ text }) => done.push(text))]);
    const twice = ['a', 'b', 'c'].map((text) => jobs.enqueue(note, { text }, { dedupe: 'same' }));
    await Promise.all(twice);
    await expect.poll(() => done, SOON).toHaveLength(1);
    await jobs.enqueue(note, { text: 'd' }, { dedupe: 'same' });
    await jobs.enqueue(note, { text: 'e' }, { dedupe: 'other' });
    await expect.poll(() => done, SOON).toHaveLength(2);
    expect(done.at(-1)).toBe('e');
  });

  test('gives the job of a worker that died to another', async () => {
    const { jobs } = open();
    // Takes the job and is never heard of again: its lock is not renewed and its work does not end.
    const dead = openWorker(QUEUE, () => new Promise(() => undefined), env, {
      lockDuration: 200,
      skipLockRenewal: true,
      skipStalledCheck: true,
    });
    dead.on('error', () => undefined);
    let taken = false;
    dead.on('active', () => (taken = true));
    onTestFinished(() => dead.close(true));
    await jobs.enqueue(note, { text: 'hello' });
    await expect.poll(() => taken, SOON).toBe(true);
    const done: string[] = [];
    start([doing(note, ({ text }) => done.push(text))], 1, { lock: 200 });
    await expect.poll(() => done, SOON).toEqual(['hello']);
  });

  test('lets a job that was begun end when the worker stops, and begins no other', async () => {
    const { jobs } = open();
    const events: string[] = [];
    const worker = start(
      [
        doing(note, async ({ text }) => {
          events.push(`begin ${text}`);
          await wait(300);
          events.push(`end ${text}`);
        }),
      ],
      1,
    );
    await jobs.enqueue(note, { text: '1' });
    await jobs.enqueue(note, { text: '2' });
    await expect.poll(() => events, SOON).toEqual(['begin 1']);
    await worker.close();
    expect(events).toEqual(['begin 1', 'end 1']);
  });

  test('does a scheduled job once each time, however many workers start', async () => {
    const tick: JobKind<object> = {
      name: 'tick',
      version: 1,
      data: z.strictObject({}),
      schedule: { every: 400 },
    };
    const done: number[] = [];
    const handler = doing(tick, () => done.push(Date.now()));
    const first = start([handler]);
    await expect.poll(() => done.length, SOON).toBe(1);
    await first.close();
    for (let workers = 0; workers < 2; workers += 1) start([handler]);
    await wait(1_300);
    const gaps = done.slice(1).map((at, place) => at - (done[place] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(150);
    expect(done.length).toBeLessThanOrEqual(6);
  });

  test('forgets a schedule that this version does not have', async () => {
    const tick: JobKind<object> = {
      name: 'tick',
      version: 1,
      data: z.strictObject({}),
      schedule: { pattern: '0 3 * * *' },
    };
    const queue = openJobQueue({ env, log });
    onTestFinished(() => queue.close());
    await start([doing(tick, () => undefined)]).close();
    expect(await queue.getJobSchedulersCount()).toBe(1);
    await start([]).close();
    expect(await queue.getJobSchedulersCount()).toBe(0);
  });
});

describe.skipIf(!hasQueue())('a worker that begins while the queue is away', () => {
  beforeEach(async () => {
    env = await newQueue();
  });

  async function begin() {
    const { jobs } = open();
    await jobs.enqueue(note, { text: 'hello' });
    const proxy = await withProxy(env);
    onTestFinished(proxy.close);
    await proxy.cut();
    env = proxy.env;
    const done: string[] = [];
    const worker = start([doing(note, ({ text }) => done.push(text))]);
    return { proxy, done, worker };
  }

  test('does what is in it when it is there', async () => {
    const { proxy, done } = await begin();
    await wait(100);
    await proxy.restore();
    await expect.poll(() => done, { timeout: 20_000 }).toEqual(['hello']);
  });

  test('can be stopped before that', async () => {
    const { proxy, worker } = await begin();
    await worker.close();
    await proxy.restore();
  });
});

describe.skipIf(!hasQueue())('a dead letter', () => {
  beforeEach(async () => {
    env = await newQueue();
  });

  /** One job that fails until it is told to work. */
  async function bury() {
    const { jobs, letters } = open();
    const state = { isMended: false, done: [] as string[] };
    const handler = doing({ ...note, attempts: 1 }, ({ text }) => {
      if (!state.isMended) throw new Error('broken');
      state.done.push(text);
    });
    start([handler]);
    await jobs.enqueue({ ...note, attempts: 1 }, { text: 'hello' }, { dedupe: 'letter' });
    await expect.poll(async () => (await letters.list()).length, SOON).toBe(1);
    return { letters, state };
  }

  test('can be tried again, once, when what was wrong is mended', async () => {
    const { letters, state } = await bury();
    state.isMended = true;
    const retried = await Promise.all([letters.retry('letter'), letters.retry('letter')]);
    expect(retried).toContain(true);
    await expect.poll(() => state.done, SOON).toEqual(['hello']);
    await wait(100);
    expect([state.done, await letters.list()]).toEqual([['hello'], []]);
    expect(await letters.retry('letter')).toBe(false);
  });

  test('comes back when it is tried again and nothing is mended', async () => {
    const { letters } = await bury();
    const ids = async () => (await letters.list()).map(({ id }) => id);
    await letters.retry('letter');
    await expect.poll(ids, SOON).toEqual(['letter-retry-1']);
    await letters.retry('letter-retry-1');
    await expect.poll(ids, SOON).toEqual(['letter-retry-2']);
  });

  test('can be dropped, once', async () => {
    const { letters } = await bury();
    expect([await letters.drop('letter'), await letters.drop('letter')]).toEqual([true, false]);
    expect(await letters.list()).toEqual([]);
  });

  test('is found by the next worker when the one before died before laying it aside', async () => {
    const { letters } = open();
    const queue = openJobQueue({ env, log });
    const crashing = openWorker(QUEUE, () => Promise.reject(new Error('broken')), env, {});
    onTestFinished(async () => {
      await crashing.close();
      await queue.close();
    });
    await queue.add('note', { version: 2, data: { text: 'hello' } }, { attempts: 1 });
    await expect.poll(() => queue.getFailedCount(), SOON).toBe(1);
    await crashing.close();
    start([doing(note, () => undefined)]);
    await expect.poll(async () => (await letters.list()).length, SOON).toBe(1);
    await expect.poll(() => queue.getFailedCount(), SOON).toBe(0);
  });
});
