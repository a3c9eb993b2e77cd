import { taskStates } from '../constants/task-states.ts';
import { AppError } from '../errors/app-error.ts';
import { runTask } from '../jobs/run-task.job.ts';
import type { TaskStep } from '../repositories/task-contracts.ts';
import type { TaskCounts, TaskInput, TaskOutput, TasksQuery } from '../schemas/tasks.schema.ts';
import type { TaskKinds } from '../tasks/index.ts';
import type { EventKind } from '../utils/event-bus.ts';
import type { Identity } from '../utils/identity.ts';
import type { Once } from './idempotency.service.ts';
import type { ServiceDeps } from './index.ts';
import { taskSteps } from './task-steps.ts';

/** It is to be done; how it stands is written in the task. */
export const taskSubmitted: EventKind<TaskOutput> = { type: 'task.submitted' };

type Viewer = Pick<Identity, 'userId' | 'role'>;

type Deps = Pick<
  ServiceDeps,
  'repositories' | 'unitOfWork' | 'events' | 'ids' | 'clock' | 'jobs' | 'taskKinds'
>;

export function tasksService(deps: Deps) {
  const { repositories, unitOfWork, events, ids, clock, jobs, taskKinds } = deps;
  const { tasks } = repositories;
  const now = () => clock.now().toISOString();

  // Until the job lies in the queue, the outbox tells of it again; the same event is never two jobs.
  events.on(taskSubmitted, ({ id: taskId, kind, priority, runAt }, { id: eventId }) => {
    const { attempts, delay } = kindOf(taskKinds, kind);
    const early = runAt === null ? 0 : Date.parse(runAt) - clock.now().getTime();
    const options = { dedupe: `task-${eventId}`, priority, delay: Math.max(0, early) };
    return jobs.enqueue({ ...runTask, attempts, delay }, { taskId }, options);
  });

  /** Somebody else's does not exist for them: 403 would tell that it does. */
  const read = async (id: string, who: Viewer): Promise<TaskOutput> => {
    const task = await tasks.find(id);
    if (!task || !maySee(who, task)) throw new AppError('not_found', 'There is no such task.');
    return task;
  };

  return {
    read,

    list: (page: TasksQuery, who: Viewer): Promise<TaskOutput[]> => {
      const { userId = who.userId } = page.filter;
      if (who.role === 'admin') return tasks.list(page);
      if (userId !== who.userId) return Promise.resolve([]);
      return tasks.list({ ...page, filter: { ...page.filter, userId } });
    },

    counts: async ({ role, userId }: Viewer): Promise<TaskCounts> => {
      const counted = await tasks.count(role === 'admin' ? undefined : userId);
      const all = taskStates.map((state) => [state, counted[state] ?? 0]);
      return Object.fromEntries(all) as TaskCounts;
    },

    submit: (userId: string, input: TaskInput, once: Once = unitOfWork): Promise<TaskOutput> => {
      const given = { ...input, payload: payloadOf(taskKinds, input) };
      return once.run(async (within) => {
        const task = { ...given, id: ids.next(), userId, createdAt: now() };
        const submitted = await within.tasks.insert(task);
        await events.publish(taskSubmitted, submitted, within);
        return submitted;
      });
    },

    /** By the worker. What has ended is not done again, however often its job comes. */
    run: async (id: string): Promise<void> => {
      const task = await tasks.step(id, taskSteps.begin);
      if (!task) return;
      try {
        const { payload, work } = kindOf(taskKinds, task.kind);
        const result = (await work(payload.parse(task.payload))) ?? null;
        await tasks.step(id, taskSteps.finish(result, now()));
      } catch (error) {
        await tasks.step(id, taskSteps.wait(messageOf(error)));
        throw error;
      }
    },

    /** By the worker, when no attempt is left, also of a task that kills whoever does it. */
    giveUp: async (id: string, reason: string): Promise<void> => {
      await tasks.step(id, taskSteps.giveUp(reason, now()));
    },

    cancel: async (id: string, who: Viewer): Promise<TaskOutput> => {
      await read(id, who);
      return must(await tasks.step(id, taskSteps.cancel(now())), 'Only what waits is cancelled.');
    },

    retry: async (id: string, who: Viewer): Promise<TaskOutput> => {
      await read(id, who);
      return unitOfWork.run(async (within) => {
        const step: TaskStep = taskSteps.retry;
        const task = must(await within.tasks.step(id, step), 'Only what is dead is tried again.');
        await events.publish(taskSubmitted, task, within);
        return task;
      });
    },
  };
}

const maySee = ({ role, userId }: Viewer, task: TaskOutput): boolean =>
  role === 'admin' || task.userId === userId;

function kindOf(kinds: TaskKinds, name: string) {
  const kind = kinds.get(name);
  if (!kind) throw new Error(`nobody knows how to do ${name}`);
  return kind;
}

function payloadOf(kinds: TaskKinds, { kind, payload }: TaskInput): unknown {
  const found = kinds.get(kind);
  if (!found) throw invalid([{ field: 'kind', message: 'There is no such kind of task' }]);
  const { success, data, error } = found.payload.safeParse(payload);
  if (success) return data;
  throw invalid(
    error.issues.map(({ path, message }) => ({ field: ['payload', ...path].join('.'), message })),
  );
}

function invalid(errors: readonly { readonly field: string; readonly message: string }[]) {
  const inBody = errors.map((error) => ({ in: 'body', ...error }));
  return new AppError('validation', 'The request is not valid.', { errors: inBody });
}

function must(task: TaskOutput | undefined, otherwise: string): TaskOutput {
  if (task) return task;
  throw new AppError('conflict', otherwise);
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
