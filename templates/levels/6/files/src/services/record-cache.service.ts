import { cacheTimes } from '../constants/cache-times.ts';
import type { Work } from '../repositories/contracts.ts';
import type { EventKind } from '../utils/event-bus.ts';
import type { ServiceDeps } from './index.ts';

interface Changed {
  /** `products:42` */
  readonly tag: string;
}

/** A record is not any more what it was. */
export const recordChanged: EventKind<Changed> = { type: 'record.changed' };

type Deps = Pick<ServiceDeps, 'cache' | 'events' | 'unitOfWork'>;

/** Drops what changed: at once where the change was made, and by the outbox if that did not work. */
export function recordCacheService({ cache, events }: Pick<Deps, 'cache' | 'events'>) {
  const forget = ({ tag }: Changed): Promise<void> => cache.invalidate(tag);
  events.atOnce(recordChanged, forget);
  events.on(recordChanged, forget);
  return { forget };
}

export const tagOf = (plural: string, id: string): string => `${plural}:${id}`;

/** Records of one kind, read through the cache. */
export function cachedRecords(plural: string, { cache, events, unitOfWork }: Deps) {
  const tag = (id: string): string => tagOf(plural, id);
  return {
    read: <Item extends object>(id: string, load: () => Promise<Item>): Promise<Item> =>
      cache.getOrSet(tag(id), { ...cacheTimes.record, tags: [tag(id)] }, load),

    /** The change and the word of it are committed together; before that nobody is told to forget anything. */
    change: <Result>(id: string, work: Work<Result>): Promise<Result> =>
      unitOfWork.run(async (within) => {
        const result = await work(within);
        if (result) await events.publish(recordChanged, { tag: tag(id) }, within);
        return result;
      }),
  };
}
