type Done = (error: Error | null, value?: unknown) => void;
type Task = (done: Done) => void;

export function forEach<Item>(
  list: Item[],
  call: (item: Item, at: number, list: Item[]) => void,
): void {
  for (const [at, item] of list.entries()) call(item, at, list);
}

export function sequential(tasks: readonly Task[], done: Done, results: unknown[] = []): void {
  const [first, ...rest] = tasks;
  if (!first) return done(null, results);
  first((error, value) => {
    if (error) done(error);
    else sequential(rest, done, [...results, value]);
  });
}

export function retry(task: Task, times: number, done: Done): void {
  task((error, value) => {
    if (error && times > 1) retry(task, times - 1, done);
    else done(error, value);
  });
}

function once(done: Done): Done {
  let isDone = false;
  return (error, value) => {
    if (isDone) return;
    isDone = true;
    done(error, value);
  };
}

export function parallel(tasks: readonly Task[], done: Done): void {
  const finish = once(done);
  const results: unknown[] = [];
  let left = tasks.length;
  if (left === 0) return finish(null, results);
  for (const [at, task] of tasks.entries()) {
    task((error, value) => {
      if (error) return finish(error);
      results[at] = value;
      left -= 1;
      if (left === 0) finish(null, results);
    });
  }
}

export function withTimeout(task: Task, limit: number, done: Done): void {
  const finish = once(done);
  const timer = setTimeout(() => finish(new Error('It took too long.')), limit);
  task((error, value) => {
    clearTimeout(timer);
    finish(error, value);
  });
}
