import type { Executor } from '../db/executor.ts';
import { todos } from '../models/todo.model.ts';
import type { AllTodosRepository } from './shop-contracts.ts';

export const allTodosRepository = (db: Executor): AllTodosRepository => ({
  clear: async () => {
    await db.delete(todos);
  },
});
