import assert from 'node:assert/strict';
import { practice, type Written } from './practice.ts';

await practice('closures', {
  counter: {
    task: 'to { up, down, value, history }: every value it ever had, in a list that is not its own',
    check: (mine) => {
      interface Counter {
        up(): number;
        down(): number;
        value(): number;
        history(): number[];
      }
      const counter = mine() as Counter;
      assert.deepEqual([counter.up(), counter.up(), counter.down()], [1, 2, 1]);
      counter.history().push(99);
      assert.deepEqual([counter.value(), counter.history()], [1, [0, 1, 2, 1]]);
    },
  },
  partial: {
    task: '(f, 1, 2) to a function that waits for the rest',
    check: (mine) => {
      const join = (...args: readonly unknown[]): string => args.join('-');
      const begun = mine(join, 1, 2) as Written;
      assert.deepEqual([begun(3), begun(4, 5), begun()], ['1-2-3', '1-2-4-5', '1-2']);
    },
  },
  retryWithDelay: {
    task: '(work, times, milliseconds) to a function that tries again after a pause, each call anew',
    check: async (mine) => {
      const moments: number[] = [];
      const work = (): Promise<never> => {
        moments.push(performance.now());
        return Promise.reject(new Error(`try ${moments.length}`));
      };
      const insist = mine(work, 3, 10) as () => Promise<unknown>;
      await assert.rejects(insist, /try 3/);
      await assert.rejects(insist, /try 6/);
      assert.ok((moments[2] ?? 0) - (moments[0] ?? 0) >= 18);
    },
  },
  cacheWithExpiry: {
    task: '(load, milliseconds, now) to a function of a key that loads again once that time is over',
    check: (mine) => {
      let [loads, time] = [0, 0];
      const read = mine(
        (key: string) => `${key}${(loads += 1)}`,
        100,
        () => time,
      ) as Written;
      assert.deepEqual([read('a'), read('a'), read('b')], ['a1', 'a1', 'b2']);
      time = 99;
      assert.equal(read('a'), 'a1');
      time = 100;
      assert.equal(read('a'), 'a3');
    },
  },
  emitter: {
    task: 'to { on, emit }: `on` gives a function that stops listening, also in the middle of an emit',
    check: (mine) => {
      interface Emitter {
        readonly on: (name: string, listener: (value: unknown) => void) => () => void;
        readonly emit: (name: string, value: unknown) => void;
      }
      const { on, emit } = mine() as Emitter;
      const heard: unknown[] = [];
      const stop = on('a', (value) => {
        heard.push(`one ${String(value)}`);
        stop();
      });
      on('a', (value) => heard.push(`two ${String(value)}`));
      emit('a', 1);
      emit('a', 2);
      emit('nobody', 3);
      assert.deepEqual(heard, ['one 1', 'two 1', 'two 2']);
    },
  },
});
