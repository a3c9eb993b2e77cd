import type { Work } from './contracts.ts';
import type { Repositories } from './index.ts';

/** Copies of the database that take reads off it, and are a little behind. */
export interface Replicas {
  /**
   * Through the repositories of a copy, where this may be late and there is one that answers; otherwise through those that
   * are given. For what is shown: what a decision or the cache is made of comes from the database itself.
   */
  readonly read: <Result>(repositories: Repositories, load: Work<Result>) => Promise<Result>;
}
