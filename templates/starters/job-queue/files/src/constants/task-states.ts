/** `dead`: given up after all its attempts, until somebody asks for another. */
export const taskStates = ['waiting', 'running', 'done', 'dead', 'cancelled'] as const;

export type TaskState = (typeof taskStates)[number];
