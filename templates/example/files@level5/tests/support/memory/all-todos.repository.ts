import type { AllTodosRepository } from '../../../src/repositories/shop-contracts.ts';
import type { Memory } from './memory.ts';
import { later } from './records.ts';

export const allTodosRepository = (memory: Memory): AllTodosRepository => ({
  clear: () =>
    later(() => {
      const todos = memory.table('todos');
      for (const { id } of todos.all()) todos.remove(id);
    }),
});
