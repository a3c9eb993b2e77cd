import type { Database } from '../db/client.ts';

/** Only digests: who reads this collection cannot sign in with what is in it. */
export interface StoredRefreshToken {
  /** the digest */
  readonly _id: string;
  readonly sessionId: string;
  readonly usedAt: Date | null;
}

export const refreshTokensIn = (db: Database) =>
  db.collection<StoredRefreshToken>('refresh_tokens');
