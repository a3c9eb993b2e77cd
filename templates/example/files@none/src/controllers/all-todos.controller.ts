import type { Deps } from '../app.ts';
import { todoModel } from '../models/todo.model.ts';

/** What is done to all todos at once. */
export const allTodosController = ({ db }: Pick<Deps, 'db'>) => ({
  remove: (): Promise<void> => db.collection(todoModel).clear(),
});
