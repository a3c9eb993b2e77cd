import type { Database } from '../db/client.ts';

/** Who somebody is at GitHub. By its number: names and addresses change hands there. */
export interface StoredGithubAccount {
  /** the number */
  readonly _id: string;
  readonly userId: string;
  readonly createdAt: Date;
}

export const githubAccountsIn = (db: Database) =>
  db.collection<StoredGithubAccount>('github_accounts');
