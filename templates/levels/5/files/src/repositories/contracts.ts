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

/** Given the repositories through which everything in it has to go. */
export type Work<Result> = (repositories: Repositories) => Promise<Result>;

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
  readonly run: <Result>(work: Work<Result>, options?: UnitOfWorkOptions) => Promise<Result>;
}

/** Whose key it is, and what for: the same word of another caller, or on another route, is another key. */
export interface IdempotencyScope {
  readonly key: string;
  /** empty when nobody is signed in */
  readonly userId: string;
  readonly route: string;
}

export interface IdempotencyClaim {
  /** digest of what was asked */
  readonly fingerprint: string;
  /** who claims: only they may complete or release it */
  readonly token: string;
  readonly now: Date;
  readonly lockedUntil: Date;
  /** what was claimed before is as good as gone */
  readonly forgottenBefore: Date;
}

export interface IdempotencyRecord {
  readonly fingerprint: string;
  /** as JSON; null while the work goes on */
  readonly result: string | null;
}

export interface IdempotencyKeysRepository {
  /** @returns what stands in the way; undefined when the key is ours, or is ours again after its lease was over */
  readonly claim: (
    scope: IdempotencyScope,
    claim: IdempotencyClaim,
  ) => Promise<IdempotencyRecord | undefined>;
  /** @returns false when the claim is not ours any more */
  readonly complete: (scope: IdempotencyScope, token: string, result: string) => Promise<boolean>;
  /** Gives a key back that led to nothing. */
  readonly release: (scope: IdempotencyScope, token: string) => Promise<void>;
  /** @returns how many were deleted */
  readonly forget: (before: Date) => Promise<number>;
}
