import type { ServiceDeps } from './index.ts';
import { cachedRecords } from './record-cache.service.ts';

export type RemovalDeps = Pick<ServiceDeps, 'cache' | 'events' | 'unitOfWork'>;

/** Its clicks first: nothing goes that something refers to. @returns false when there is none */
export const removeLink = (deps: RemovalDeps, id: string): Promise<boolean> =>
  cachedRecords('links', deps).change(id, async ({ links, clickDays }) => {
    await clickDays.forget(id);
    return links.remove(id);
  });
