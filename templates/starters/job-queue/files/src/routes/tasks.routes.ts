import { z } from 'zod';
import type { Deps } from '../app.ts';
import { tasksController } from '../controllers/tasks.controller.ts';
import { recordParams } from '../schemas/fields.ts';
import { taskCounts, taskInput, taskOutput, tasksQuery } from '../schemas/tasks.schema.ts';
import { once, onceProblems } from './once.ts';
import { route, type Route } from './route.ts';

export function tasksRoutes(deps: Deps): readonly Route[] {
  const controller = tasksController(deps);
  const [all, one] = ['/tasks', '/tasks/:id'];
  return [
    route({
      method: 'get',
      path: all,
      summary: 'List tasks',
      query: tasksQuery,
      answer: z.array(taskOutput),
      handle: controller.list,
    }),
    route({
      method: 'post',
      path: all,
      summary: 'Submit a task',
      body: taskInput,
      status: 202,
      answer: taskOutput,
      problems: [...onceProblems],
      handle: once(deps, controller.submit),
    }),
    route({
      method: 'get',
      path: one,
      summary: 'Read a task and how far it is',
      params: recordParams,
      answer: taskOutput,
      problems: ['not_found'],
      handle: controller.read,
    }),
    route({
      method: 'post',
      path: `${one}/cancellation`,
      summary: 'Cancel a task that waits',
      params: recordParams,
      answer: taskOutput,
      problems: ['not_found', 'conflict'],
      handle: controller.cancel,
    }),
    route({
      method: 'post',
      path: `${one}/retry`,
      summary: 'Try a task again that was given up',
      params: recordParams,
      status: 202,
      answer: taskOutput,
      problems: ['not_found', 'conflict'],
      handle: controller.retry,
    }),
    route({
      method: 'get',
      path: '/task-counts',
      summary: 'Count tasks by their state',
      answer: taskCounts,
      handle: controller.counts,
    }),
  ];
}
