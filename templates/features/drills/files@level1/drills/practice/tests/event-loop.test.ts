import assert from 'node:assert/strict';
import { practice, predictsOrder } from './practice.ts';

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

await practice('event-loop', {
  predict: {
    task: 'the text of a program to what it logs, in order, without running it',
    check: predictsOrder(
      'log(1); setTimeout(() => log(2)); log(3)',
      'setTimeout(() => log("a"), 5); setTimeout(() => log("b")); log("c")',
    ),
  },
  turns: {
    task: 'the same, for programs with microtasks in microtasks',
    check: predictsOrder(
      'queueMicrotask(() => { log(1); queueMicrotask(() => log(2)) }); queueMicrotask(() => log(3)); log(4)',
      '(async () => { log("a"); await null; log("b") })(); log("c")',
    ),
  },
  delay: {
    task: 'milliseconds to a promise that lets others work meanwhile',
    check: async (mine) => {
      let ticks = 0;
      const timer = setInterval(() => (ticks += 1), 2);
      const begun = performance.now();
      await mine(30);
      clearInterval(timer);
      assert.ok(performance.now() - begun >= 28 && ticks >= 3);
    },
  },
  scheduler: {
    task: 'a number to a function of tasks that runs no more than that many at once, the rest in the order they came',
    check: async (mine) => {
      const schedule = mine(2) as <Value>(task: () => Promise<Value>) => Promise<Value>;
      const begun: number[] = [];
      let [running, most] = [0, 0];
      const task = (name: number) => async (): Promise<number> => {
        begun.push(name);
        most = Math.max(most, (running += 1));
        await wait(5);
        running -= 1;
        return name * 10;
      };
      assert.deepEqual(
        await Promise.all([1, 2, 3, 4].map((name) => schedule(task(name)))),
        [10, 20, 30, 40],
      );
      assert.deepEqual([begun, most], [[1, 2, 3, 4], 2]);
    },
  },
  promiseOrTimer: {
    task: 'the text of a program with both to what it logs, in order',
    check: predictsOrder(
      'setTimeout(() => log("timer")); Promise.resolve().then(() => log("promise")); log("now")',
      'setTimeout(() => { log(1); Promise.resolve().then(() => log(2)) }); setTimeout(() => log(3))',
    ),
  },
});
