import type { Logger } from 'pino';
import { clickTimes } from '../constants/click-times.ts';
import { openClickStore, type ClickStoreDeps } from './index.ts';
import type { Batch, ClickKind } from './store.ts';

type Keep = (batch: Batch) => Promise<void>;

/** Stands between the redirect, which waits for nothing, and the numbers, which are written a batch at a time. */
export interface ClickBuffer {
  /** Returns at once, and throws nothing. */
  readonly add: (kind: ClickKind) => void;
  /** Who keeps what is gathered. It is given a batch again when it failed, and perhaps when it did not. */
  readonly keptBy: (keep: Keep) => void;
  /** Resolves when all that came is kept, or could not be. */
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type Deps = ClickStoreDeps & { readonly log: Logger };

export function openClickBuffer(deps: Deps): ClickBuffer {
  const { log } = deps;
  const store = openClickStore(deps);
  const coming = new Set<Promise<void>>();
  let keep: Keep = () => Promise.reject(new Error('nobody keeps clicks'));
  let last: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const keepAll = async (): Promise<void> => {
    await Promise.all(coming);
    const batches = await store.take();
    const kept = await Promise.allSettled(
      batches.map(async (batch) => {
        await keep(batch);
        await batch.done();
      }),
    );
    const failed = kept.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  };

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    last = last.then(keepAll).catch((error: unknown) => {
      log.warn({ err: error }, 'clicks are not kept yet');
      flushIn(clickTimes.retry);
    });
    return last;
  };

  // A process that has nothing else to do need not wait for it: `close` does.
  const flushIn = (pause: number): void => {
    if (!isClosed) timer ??= setTimeout(() => void flush(), pause).unref();
  };

  return {
    add: (kind) => {
      const added = store.add(kind).finally(() => coming.delete(added));
      coming.add(added);
      flushIn(clickTimes.gather);
    },
    keptBy: (keeper) => {
      keep = keeper;
      // Somebody may have died and left something.
      flushIn(clickTimes.gather);
    },
    flush,
    close: () => {
      isClosed = true;
      return flush();
    },
  };
}
