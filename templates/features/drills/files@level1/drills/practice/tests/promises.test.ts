import assert from 'node:assert/strict';
import { fails, practice } from './practice.ts';

await practice('promises', {
  delayed: {
    task: '(milliseconds, value) to a promise of the value',
    check: async (mine) => {
      const begun = performance.now();
      assert.equal(await mine(15, 'tea'), 'tea');
      assert.ok(performance.now() - begun >= 13);
    },
  },
  linesOf: {
    task: 'the path of a file to a promise of how many lines it has; rejects where there is none',
    check: async (mine) => {
      assert.ok(Number(await mine(new URL(import.meta.url))) > 20);
      await fails(() => mine('no/such/file'), { code: 'ENOENT' });
    },
  },
  fakeApi: {
    task: '1 to a promise of { id: 1, name: "Ada" }, later, not at once; rejects with "not found" for every other id',
    check: async (mine) => {
      const answer = mine(1);
      assert.ok(answer instanceof Promise);
      assert.deepEqual(await answer, { id: 1, name: 'Ada' });
      await fails(() => mine(2), /not found/);
    },
  },
  sequentialDelays: {
    task: '[20, 1] to a promise of [20, 1], after 21 milliseconds and not after 20',
    check: async (mine) => {
      const begun = performance.now();
      assert.deepEqual(await mine([15, 15]), [15, 15]);
      assert.ok(performance.now() - begun >= 27);
      assert.deepEqual(await mine([]), []);
    },
  },
  stateOf: {
    task: 'a promise to a promise of "pending", "fulfilled" or "rejected", without waiting for it',
    check: async (mine) => {
      assert.equal(await mine(new Promise(() => {})), 'pending');
      assert.equal(await mine(Promise.resolve(1)), 'fulfilled');
      assert.equal(await mine(Promise.reject(new Error('no'))), 'rejected');
    },
  },
});
