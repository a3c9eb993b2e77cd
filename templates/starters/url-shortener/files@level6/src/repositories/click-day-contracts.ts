import type { ClickCount } from '../clicks/store.ts';

export interface ClickDaysRepository {
  /** Adds to what is there, in the unit of work that knows it is new. Of links that are gone nothing is kept. */
  readonly add: (counts: readonly ClickCount[]) => Promise<void>;
  /** From that day on. */
  readonly list: (linkId: string, since: string) => Promise<ClickCount[]>;
  readonly forget: (linkId: string) => Promise<void>;
}
