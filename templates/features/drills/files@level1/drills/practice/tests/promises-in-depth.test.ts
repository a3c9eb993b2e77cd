import assert from 'node:assert/strict';
import { fails, practice } from './practice.ts';

const later = <Value>(value: Value, wait = 5): Promise<Value> =>
  new Promise((resolve) => setTimeout(() => resolve(value), wait));
const failing = (wait = 2): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new Error('no')), wait));

await practice('promises-in-depth', {
  all: {
    task: 'like Promise.all, without it: values in order, plain ones too; the first error at once',
    check: async (mine) => {
      assert.deepEqual(await mine([later(1, 10), 2, later(3)]), [1, 2, 3]);
      assert.deepEqual(await mine([]), []);
      await fails(() => mine([failing(), later(1, 20)]), /no/);
    },
  },
  race: {
    task: 'like Promise.race, without it: the first to settle, whichever way',
    check: async (mine) => {
      assert.equal(await mine([later('slow', 20), later('fast')]), 'fast');
      await fails(() => mine([failing(), later('slow', 20)]), /no/);
    },
  },
  withFallback: {
    task: '(promise, milliseconds, value): the value when it takes longer, its error when it fails in time',
    check: async (mine) => {
      assert.equal(await mine(later('mine'), 50, 'other'), 'mine');
      assert.equal(await mine(later('mine', 50), 5, 'other'), 'other');
      await fails(() => mine(failing(), 50, 'other'), /no/);
    },
  },
  tolerant: {
    task: 'promises to { values, errors }, the messages of those that failed',
    check: async (mine) =>
      assert.deepEqual(await mine([later(1), failing(), later(3)]), {
        values: [1, 3],
        errors: ['no'],
      }),
  },
  queue: {
    task: 'to a function of tasks that does one after the other, and goes on after one that failed',
    check: async (mine) => {
      const add = mine() as <Value>(task: () => Promise<Value>) => Promise<Value>;
      const log: string[] = [];
      const task = (name: string, wait: number) => async (): Promise<string> => {
        log.push(`begin ${name}`);
        await later(name, wait);
        log.push(`end ${name}`);
        return name;
      };
      const slow = add(task('a', 10));
      const failed = add(() => failing());
      assert.equal(await add(task('b', 1)), 'b');
      await assert.rejects(failed, /no/);
      assert.equal(await slow, 'a');
      assert.deepEqual(log, ['begin a', 'end a', 'begin b', 'end b']);
    },
  },
});
