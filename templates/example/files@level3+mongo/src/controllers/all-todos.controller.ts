import type { Deps } from '../app.ts';
import { todoModel } from '../models/todo.model.ts';

/** What a todo list can do as a whole, and no single todo. */
export const allTodosController = ({ db }: Pick<Deps, 'db'>) => ({
  remove: async (): Promise<void> => {
    await todoModel(db).deleteMany({});
  },
});
