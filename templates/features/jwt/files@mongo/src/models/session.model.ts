import type { Database } from '../db/client.ts';

/** One sign-in on one device: the family of all refresh tokens that came of it. */
export interface StoredSession {
  readonly _id: string;
  readonly userId: string;
  readonly address: string;
  readonly userAgent: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

export const sessionsIn = (db: Database) => db.collection<StoredSession>('sessions');
