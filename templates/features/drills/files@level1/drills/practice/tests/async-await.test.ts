import assert from 'node:assert/strict';
import { fails, practice } from './practice.ts';

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

await practice('async-await', {
  postsOf: {
    task: '(api, name): api.user(name), then api.posts(user.id), with await instead of then; no user gives []',
    check: async (mine) => {
      const api = {
        user: (name: string) => Promise.resolve(name === 'Ada' ? { id: 7 } : undefined),
        posts: (id: number) => Promise.resolve([`post of ${id}`]),
      };
      assert.deepEqual([await mine(api, 'Ada'), await mine(api, 'Bob')], [['post of 7'], []]);
    },
  },
  delayed: {
    task: '(milliseconds, work): waits, and then gives what the work gives, or fails as it fails',
    check: async (mine) => {
      const begun = performance.now();
      assert.equal(await mine(15, () => 'tea'), 'tea');
      assert.ok(performance.now() - begun >= 13);
      await fails(() => mine(1, () => Promise.reject(new Error('no'))), /no/);
    },
  },
  inTurn: {
    task: '(fetch, ids): one request after the other, and no more of them after one that failed',
    check: async (mine) => {
      const asked: number[] = [];
      let running = 0;
      const fetchOne = async (id: number): Promise<number> => {
        asked.push(id);
        assert.equal((running += 1), 1);
        await wait(2);
        running -= 1;
        if (id === 9) throw new Error('no');
        return id * 10;
      };
      assert.deepEqual(await mine(fetchOne, [1, 2, 3]), [10, 20, 30]);
      await fails(() => mine(fetchOne, [9, 4]), /no/);
      assert.deepEqual(asked, [1, 2, 3, 9]);
    },
  },
  withLimit: {
    task: '(limit, tasks): results in order, and never more than that many at once',
    check: async (mine) => {
      let [running, most] = [0, 0];
      const task = (name: number) => async (): Promise<number> => {
        most = Math.max(most, (running += 1));
        await wait(name);
        running -= 1;
        return name;
      };
      assert.deepEqual(await mine(2, [9, 1, 5, 2].map(task)), [9, 1, 5, 2]);
      assert.equal(most, 2);
    },
  },
  retryWithJitter: {
    task: '(work, { times, wait, sleep, random }): pauses of wait, 2·wait, 4·wait …, each times random(), given to sleep',
    check: async (mine) => {
      const pauses: number[] = [];
      const sleep = (pause: number): Promise<void> => Promise.resolve(void pauses.push(pause));
      const fail = (): Promise<never> => Promise.reject(new Error('no'));
      await fails(() => mine(fail, { times: 4, wait: 100, sleep, random: () => 0.5 }), /no/);
      assert.deepEqual(pauses, [50, 100, 200]);
      assert.equal(
        await mine(() => Promise.resolve('ok'), { times: 4, wait: 100, sleep, random: () => 0.5 }),
        'ok',
      );
      assert.equal(pauses.length, 3);
    },
  },
});
