import type { TaskState } from '../constants/task-states.ts';
import type { Executor } from '../db/executor.ts';
import { listQuery } from '../db/list.ts';
import { taskFields, taskModel, type StoredTask } from '../models/task.model.ts';
import type { TaskOutput } from '../schemas/tasks.schema.ts';
import type { TasksRepository } from './task-contracts.ts';

export function tasksRepository({ db, ...options }: Executor): TasksRepository {
  const tasks = taskModel(db);
  return {
    list: async (page) => {
      const { filter, sort, limit } = listQuery(page, taskFields);
      const found = await tasks.find(filter, null, options).sort(sort).limit(limit).lean();
      return found.map(toTask);
    },

    find: async (id) => {
      const task = await tasks.findById(id, null, options).lean();
      return task ? toTask(task) : undefined;
    },

    insert: async ({ id, ...values }) => {
      const [made] = await tasks.create([{ _id: id, ...values }], options);
      if (!made) throw new Error('the insert gave nothing back');
      return toTask(made.toObject());
    },

    step: async (id, { from, to, isAttempt = false }) => {
      const stepped = await tasks
        .findOneAndUpdate(
          { _id: id, state: { $in: from } },
          { $set: to, $inc: { attempts: Number(isAttempt) } },
          { ...options, returnDocument: 'after' },
        )
        .lean();
      return stepped ? toTask(stepped) : undefined;
    },

    count: async (userId) => {
      const counted = await tasks.aggregate<{ _id: TaskState; count: number }>(
        [
          { $match: userId === undefined ? {} : { userId } },
          { $group: { _id: '$state', count: { $sum: 1 } } },
        ],
        options,
      );
      return Object.fromEntries(counted.map(({ _id, count }) => [_id, count]));
    },
  };
}

const toTask = ({ _id, createdAt, runAt, finishedAt, ...task }: StoredTask): TaskOutput => ({
  ...task,
  id: _id,
  createdAt: createdAt.toISOString(),
  runAt: runAt?.toISOString() ?? null,
  finishedAt: finishedAt?.toISOString() ?? null,
});
