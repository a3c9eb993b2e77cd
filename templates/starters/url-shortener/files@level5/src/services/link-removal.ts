import type { ServiceDeps } from './index.ts';

export type RemovalDeps = Pick<ServiceDeps, 'repositories'>;

/** @returns false when there is none */
export const removeLink = ({ repositories }: RemovalDeps, id: string): Promise<boolean> =>
  repositories.links.remove(id);
