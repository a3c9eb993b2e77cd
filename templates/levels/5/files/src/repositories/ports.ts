import type { Repositories } from './index.ts';

/** What one kind of record can be asked for, whatever keeps it. */
export interface RecordRepository<Item, Input, Changes, Query> {
  /** A page, and one more if there is one. */
  readonly list: (page: Query) => Promise<Item[]>;
  readonly find: (id: string) => Promise<Item | undefined>;
  /** Rejects when a value is taken, or what it refers to is not there. */
  readonly insert: (input: Input) => Promise<Item>;
  /** Changes what is named, if it is there in the version that was seen, where one was. */
  readonly update: (id: string, changes: Changes) => Promise<Item | undefined>;
  /** Rejects while something refers to it. */
  readonly remove: (id: string) => Promise<boolean>;
}

export interface UnitOfWorkOptions {
  readonly isolation?: 'serializable';
  /** how often it may be tried again when others got in its way */
  readonly retries?: number;
}

export interface UnitOfWork {
  /**
   * All or nothing, through the repositories it is given and no others. The work may be done more than once,
   * so it has no effect outside of them.
   */
  readonly run: <Result>(
    work: (repositories: Repositories) => Promise<Result>,
    options?: UnitOfWorkOptions,
  ) => Promise<Result>;
}
