import type { TasksRepository } from '../../../src/repositories/task-contracts.ts';
import type { TaskOutput } from '../../../src/schemas/tasks.schema.ts';
import type { Memory } from './memory.ts';
import { later, pageOf } from './records.ts';

export function tasksRepository(memory: Memory): TasksRepository {
  const tasks = memory.table<TaskOutput>('tasks');
  const order = { createdAt: 'text', priority: 'number' } as const;
  const fresh = {
    state: 'waiting',
    attempts: 0,
    result: null,
    error: null,
    finishedAt: null,
  } as const;
  return {
    list: (page) => later(() => pageOf({ order }, tasks.all(), page)),
    find: (id) => later(() => tasks.get(id)),
    insert: (task) => later(() => tasks.put({ ...fresh, ...task })),
    step: (id, { from, to, isAttempt = false }) =>
      later(() => {
        const task = tasks.get(id);
        if (!task || !from.includes(task.state)) return undefined;
        return tasks.put({ ...task, ...to, attempts: task.attempts + Number(isAttempt) });
      }),
    count: (userId) =>
      later(() => {
        const counted: Awaited<ReturnType<TasksRepository['count']>> = {};
        for (const task of tasks.all()) {
          if (userId !== undefined && task.userId !== userId) continue;
          counted[task.state] = (counted[task.state] ?? 0) + 1;
        }
        return counted;
      }),
  };
}
