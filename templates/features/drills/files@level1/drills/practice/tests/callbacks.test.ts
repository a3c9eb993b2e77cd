import assert from 'node:assert/strict';
import { practice, type Written } from './practice.ts';

type Done = (error: Error | null, value?: unknown) => void;

/** What a function with a callback at its end says, as a promise. */
const said = (mine: Written, ...args: readonly unknown[]): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('It never called back.')), 1_000);
    mine(...args, (error: Error | null, value: unknown) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve(value);
    });
  });

const later =
  (value: unknown, log: unknown[] = [], wait = 5) =>
  (done: Done): void => {
    log.push(`begin ${String(value)}`);
    setTimeout(() => {
      log.push(`end ${String(value)}`);
      done(null, value);
    }, wait);
  };
const failing = (done: Done): void => void setTimeout(() => done(new Error('no')), 2);

await practice('callbacks', {
  forEach: {
    task: 'calls back with each item, its place and the list, without forEach',
    check: (mine) => {
      const calls: unknown[] = [];
      mine(['a', 'b'], (...args: unknown[]) => calls.push(args));
      assert.deepEqual(calls, [
        ['a', 0, ['a', 'b']],
        ['b', 1, ['a', 'b']],
      ]);
    },
  },
  sequential: {
    task: '(tasks, done): one after the other, then done(null, results); the first error ends it',
    check: async (mine) => {
      const log: unknown[] = [];
      assert.deepEqual(await said(mine, [later(1, log), later(2, log)]), [1, 2]);
      assert.deepEqual(log, ['begin 1', 'end 1', 'begin 2', 'end 2']);
      await assert.rejects(said(mine, [failing, later(3, log)]), /no/);
      assert.equal(log.length, 4);
    },
  },
  retry: {
    task: '(task, times, done): tries up to that often, and gives the last error when none worked',
    check: async (mine) => {
      let tries = 0;
      const third = (done: Done): void =>
        void ((tries += 1) < 3 ? failing(done) : done(null, 'ok'));
      assert.equal(await said(mine, third, 3), 'ok');
      tries = 0;
      await assert.rejects(said(mine, third, 2), /no/);
      assert.equal(tries, 2);
    },
  },
  parallel: {
    task: '(tasks, done): all at once, results in the order of the tasks; calls back once, however many fail',
    check: async (mine) => {
      const log: unknown[] = [];
      assert.deepEqual(await said(mine, [later(1, log, 15), later(2, log, 2)]), [1, 2]);
      assert.deepEqual(log.slice(0, 2), ['begin 1', 'begin 2']);
      assert.deepEqual(await said(mine, []), []);
      let calls = 0;
      mine([failing, failing], () => (calls += 1));
      await new Promise((resolve) => setTimeout(resolve, 20));
      assert.equal(calls, 1);
    },
  },
  withTimeout: {
    task: '(task, milliseconds, done): an error when it takes longer, and nothing more after that',
    check: async (mine) => {
      assert.equal(await said(mine, later('in time'), 50), 'in time');
      let calls = 0;
      mine(later('late', [], 15), 3, (error: Error | null) => (calls += error ? 1 : 10));
      await new Promise((resolve) => setTimeout(resolve, 40));
      assert.equal(calls, 1);
    },
  },
});
