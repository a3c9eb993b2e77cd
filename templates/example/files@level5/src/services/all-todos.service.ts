import type { ServiceDeps } from './index.ts';

export const allTodosService = ({
  repositories: { allTodos },
}: Pick<ServiceDeps, 'repositories'>) => ({
  remove: (): Promise<void> => allTodos.clear(),
});
