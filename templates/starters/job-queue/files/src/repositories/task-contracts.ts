import type { TaskState } from '../constants/task-states.ts';
import type { TaskInput, TaskOutput, TasksQuery } from '../schemas/tasks.schema.ts';

export interface NewTask extends Omit<TaskInput, 'payload'> {
  readonly id: string;
  readonly userId: string;
  readonly payload: unknown;
  readonly createdAt: string;
}

/** A step from one state to another, and what is written down with it. */
export interface TaskStep {
  /** where it may come from; anywhere else it stays as it is */
  readonly from: readonly TaskState[];
  readonly to: Partial<Pick<TaskOutput, 'error' | 'result' | 'finishedAt' | 'runAt'>> & {
    readonly state: TaskState;
  };
  /** whether it is counted as an attempt */
  readonly isAttempt?: boolean;
}

export interface TasksRepository {
  /** A page, and one more if there is one. */
  readonly list: (page: TasksQuery) => Promise<TaskOutput[]>;
  readonly find: (id: string) => Promise<TaskOutput | undefined>;
  readonly insert: (task: NewTask) => Promise<TaskOutput>;
  /** Looks and steps at once: of two who want to end a task, one does. @returns undefined when it was elsewhere */
  readonly step: (id: string, step: TaskStep) => Promise<TaskOutput | undefined>;
  /** Of one user, or of all. */
  readonly count: (userId?: string) => Promise<Partial<Record<TaskState, number>>>;
}
