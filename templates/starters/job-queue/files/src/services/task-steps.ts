import type { TaskStep } from '../repositories/task-contracts.ts';

/**
 * All ways a task can go; there is none out of `done` and `cancelled`. One that is `dead` may begin again: its dead letter
 * was put back into the queue.
 */
export const taskSteps = {
  begin: {
    from: ['waiting', 'running', 'dead'],
    to: { state: 'running', finishedAt: null },
    isAttempt: true,
  },
  wait: (error: string) => ({ from: ['running'], to: { state: 'waiting', error } }),
  // Also from `waiting`: somebody took us for dead, and failed.
  finish: (result: unknown, finishedAt: string) => ({
    from: ['running', 'waiting'],
    to: { state: 'done', result, error: null, finishedAt },
  }),
  giveUp: (error: string, finishedAt: string) => ({
    from: ['running', 'waiting'],
    to: { state: 'dead', error, finishedAt },
  }),
  cancel: (finishedAt: string) => ({
    from: ['waiting'],
    to: { state: 'cancelled', finishedAt },
  }),
  retry: { from: ['dead'], to: { state: 'waiting', finishedAt: null, runAt: null } },
} satisfies Record<string, TaskStep | ((...given: never[]) => TaskStep)>;
