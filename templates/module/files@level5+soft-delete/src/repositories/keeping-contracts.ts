import type { RecordRepository } from './contracts.ts';

/** Records that are kept when they are removed; for everything in `RecordRepository` they are gone. */
export interface KeepingRepository<Item, Input, Changes, Query> extends RecordRepository<
  Item,
  Input,
  Changes,
  Query
> {
  /** A page of what was removed, and one more if there is one. */
  readonly listDeleted: (page: Query) => Promise<Item[]>;
  /** Rejects when somebody else has a value of it by now. */
  readonly restore: (id: string) => Promise<Item | undefined>;
  /** For good. Rejects while something refers to it. */
  readonly purge: (id: string) => Promise<boolean>;
}
