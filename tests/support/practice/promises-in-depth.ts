export const all = (promises: readonly unknown[]): Promise<unknown[]> =>
  new Promise((resolve, reject) => {
    const values: unknown[] = [];
    let left = promises.length;
    if (left === 0) resolve(values);
    for (const [at, promise] of promises.entries()) {
      Promise.resolve(promise).then((value) => {
        values[at] = value;
        left -= 1;
        if (left === 0) resolve(values);
      }, reject);
    }
  });

export const race = (promises: readonly Promise<unknown>[]): Promise<unknown> =>
  new Promise((resolve, reject) => {
    for (const promise of promises) promise.then(resolve, reject);
  });

export const withFallback = (promise: Promise<unknown>, limit: number, value: unknown) =>
  race([promise, new Promise((resolve) => setTimeout(() => resolve(value), limit))]);

export async function tolerant(promises: readonly Promise<unknown>[]): Promise<object> {
  const settled = await Promise.allSettled(promises);
  return {
    values: settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    errors: settled.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as Error).message] : [],
    ),
  };
}

export function queue() {
  let last: Promise<unknown> = Promise.resolve();
  return <Value>(task: () => Promise<Value>): Promise<Value> => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };
}
