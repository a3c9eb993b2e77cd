import type { EventEmitter } from 'node:events';

type Done = (error: Error | null, value?: unknown) => void;
type WithDone = (this: unknown, ...args: unknown[]) => void;

export const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

export const promisify = (call: WithDone) =>
  function (this: unknown, ...args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const done: Done = (error, value) => (error ? reject(error) : resolve(value));
      call.call(this, ...args, done);
    });
  };

export const promisedStore = (store: Record<'get' | 'set', WithDone>) => ({
  get: promisify(store.get),
  set: promisify(store.set),
});

export const withTimeout =
  (work: (...args: unknown[]) => Promise<unknown>, limit: number) =>
  (...args: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error('too late')), limit);
      work(...args).then(resolve, reject);
    });

export const once = (emitter: EventEmitter, name: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      emitter.off(name, succeed);
      emitter.off('error', fail);
    };
    const succeed = (value: unknown): void => {
      stop();
      resolve(value);
    };
    const fail = (error: Error): void => {
      stop();
      reject(error);
    };
    emitter.on(name, succeed);
    emitter.on('error', fail);
  });
