import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { fails, practice, type Written } from './practice.ts';

type Done = (error: Error | null, value?: unknown) => void;

await practice('converting', {
  wait: {
    task: 'setTimeout as a promise: milliseconds to a promise of nothing',
    check: async (mine) => {
      const begun = performance.now();
      assert.equal(await mine(15), undefined);
      assert.ok(performance.now() - begun >= 13);
    },
  },
  promisedStore: {
    task: 'a store with get(key, done) and set(key, value, done) to one whose get and set give promises',
    check: async (mine) => {
      const kept = new Map<string, unknown>();
      const store = {
        get: (key: string, done: Done) =>
          done(kept.has(key) ? null : new Error(`no ${key}`), kept.get(key)),
        set: (key: string, value: unknown, done: Done) => done(null, void kept.set(key, value)),
      };
      const promised = mine(store) as Record<
        'get' | 'set',
        (...args: unknown[]) => Promise<unknown>
      >;
      await promised.set('a', 1);
      assert.equal(await promised.get('a'), 1);
      await assert.rejects(promised.get('b'), /no b/);
    },
  },
  promisify: {
    task: 'a function with a callback at its end to one that gives a promise; `this` and all arguments go along',
    check: async (mine) => {
      function add(this: { readonly sum: number }, one: number, other: number, done: Done): void {
        if (one < 0) done(new Error('no'));
        else done(null, this.sum + one + other);
      }
      const promised = { sum: 10, add: mine(add) as (...args: number[]) => Promise<number> };
      assert.equal(await promised.add(1, 2), 13);
      await assert.rejects(promised.add(-1, 2), /no/);
    },
  },
  withTimeout: {
    task: '(f, milliseconds) to a function that rejects with "too late" when f takes longer',
    check: async (mine) => {
      const sleep = (milliseconds: number): Promise<number> =>
        new Promise((resolve) => setTimeout(() => resolve(milliseconds), milliseconds));
      const quick = mine(sleep, 20) as Written;
      assert.equal(await quick(1), 1);
      await fails(() => quick(60), /too late/);
    },
  },
  once: {
    task: '(emitter, name) to a promise of the next such event; rejects on "error", and listens no more afterwards',
    check: async (mine) => {
      const emitter = new EventEmitter();
      const next = mine(emitter, 'ready');
      emitter.emit('ready', 'yes');
      assert.equal(await next, 'yes');
      const failed = mine(emitter, 'ready') as Promise<unknown>;
      emitter.emit('error', new Error('no'));
      await assert.rejects(failed, /no/);
      assert.deepEqual(emitter.eventNames(), []);
    },
  },
});
