import type { Ids } from '../utils/ids.ts';
import { memoryClicks } from './memory.ts';
import type { ClickStore } from './store.ts';

export interface ClickStoreDeps {
  readonly ids: Ids;
}

/** Each instance gathers its own, and loses what a second brought when it dies. */
export const openClickStore = (deps: ClickStoreDeps): ClickStore => memoryClicks(deps);
