import { readFile } from 'node:fs/promises';

export const delayed = <Value>(wait: number, value: Value): Promise<Value> =>
  new Promise((resolve) => setTimeout(() => resolve(value), wait));

export const linesOf = (path: string | URL): Promise<number> =>
  readFile(path, 'utf8').then((text) => text.split('\n').length);

export const fakeApi = (id: number): Promise<object> =>
  new Promise((resolve, reject) => {
    setTimeout(() => {
      if (id === 1) resolve({ id, name: 'Ada' });
      else reject(new Error('not found'));
    }, 1);
  });

export const sequentialDelays = (waits: readonly number[]): Promise<readonly number[]> =>
  waits
    .reduce<Promise<unknown>>(
      (before, wait) => before.then(() => delayed(wait, wait)),
      Promise.resolve(),
    )
    .then(() => waits);

export function stateOf(promise: Promise<unknown>): Promise<string> {
  const pending = {};
  return Promise.race([promise, Promise.resolve(pending)]).then(
    (value) => (value === pending ? 'pending' : 'fulfilled'),
    () => 'rejected',
  );
}
