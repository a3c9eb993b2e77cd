import type { AllTodosRepository } from '../../../src/repositories/shop-ports.ts';
import type { Memory } from './memory.ts';
import { later } from './records.ts';

export const allTodosRepository = (memory: Memory): AllTodosRepository => ({
  clear: () => later(() => memory.table('todos').clear()),
});
