import type { Database } from '../db/client.ts';

/** How often something was tried lately. Here, and not in memory, so that a restart forgives nothing. */
export interface StoredAttempts {
  /** what was tried, as a digest */
  readonly _id: string;
  readonly count: number;
  readonly resetsAt: Date;
}

export const attemptsIn = (db: Database) => db.collection<StoredAttempts>('attempts');
