import type { Database } from '../db/client.ts';

/** One of a kind for each user: a new one takes the place of the one before. */
export interface StoredOneTimeToken {
  /** the user and the purpose */
  readonly _id: string;
  readonly userId: string;
  readonly purpose: string;
  readonly digest: string;
  readonly expiresAt: Date;
}

export const oneTimeTokensIn = (db: Database) =>
  db.collection<StoredOneTimeToken>('one_time_tokens');
