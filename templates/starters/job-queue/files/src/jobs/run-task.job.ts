import { z } from 'zod';
import type { Container } from '../container.ts';
import type { JobHandler, JobKind } from './kind.ts';

const data = z.strictObject({ taskId: z.string() });

type TaskRef = z.output<typeof data>;

/** One kind of job for all kinds of task: what is to be done is kept with the task, where its state is. */
export const runTask: JobKind<TaskRef> = { name: 'run-task', version: 1, data };

export const runTaskJob = ({ services: { tasks } }: Container): JobHandler => ({
  kind: runTask,
  run: (given) => tasks.run((given as TaskRef).taskId),
  giveUp: (given, reason) => tasks.giveUp((given as TaskRef).taskId, reason),
});
