import type { Deps } from '../app.ts';

/** What a todo list can do as a whole, and no single todo. */
export const allTodosController = ({ services: { allTodos } }: Pick<Deps, 'services'>) => ({
  remove: (): Promise<void> => allTodos.remove(),
});
