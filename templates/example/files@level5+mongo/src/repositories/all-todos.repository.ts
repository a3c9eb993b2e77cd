import type { Executor } from '../db/executor.ts';
import { todoModel } from '../models/todo.model.ts';
import type { AllTodosRepository } from './shop-contracts.ts';

export const allTodosRepository = ({ db, ...options }: Executor): AllTodosRepository => ({
  clear: async () => {
    await todoModel(db).deleteMany({}, options);
  },
});
