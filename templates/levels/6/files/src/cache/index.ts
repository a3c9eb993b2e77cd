import type { Logger } from 'pino';
import { createCache, type Cache } from './cache.ts';
import { memoryStore } from './memory.ts';

/** Each instance has a cache of its own: enough for one, and for values that may differ for a while. */
export const openCache = ({ log }: { readonly log: Logger }): Cache =>
  createCache({ store: memoryStore(), log });
