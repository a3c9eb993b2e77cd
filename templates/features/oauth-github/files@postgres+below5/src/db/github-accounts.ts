import { eq } from 'drizzle-orm';
import { githubAccounts } from '../models/github-account.model.ts';
import { users } from '../models/user.model.ts';
import { NO_PASSWORD } from '../utils/passwords.ts';
import type { Database } from './client.ts';
import { withTransaction } from './transaction.ts';

interface Connection {
  readonly githubId: string;
  readonly userId: string;
}

/** @returns the id of the user who is that at GitHub */
export async function findConnected(db: Database, githubId: string): Promise<string | undefined> {
  const [found] = await db
    .select()
    .from(githubAccounts)
    .where(eq(githubAccounts.githubId, githubId));
  return found?.userId;
}

export async function connect(db: Database, connection: Connection): Promise<void> {
  await db.insert(githubAccounts).values(connection);
}

interface Newcomer {
  readonly githubId: string;
  /** verified */
  readonly email: string;
  readonly now: Date;
}

/** @returns the id of the new user; undefined when somebody has the address */
export const registerByGithub = (
  db: Database,
  { githubId, email, now }: Newcomer,
): Promise<string | undefined> =>
  withTransaction(db, async (transaction) => {
    const [user] = await transaction
      .insert(users)
      .values({ email, passwordHash: NO_PASSWORD, emailVerifiedAt: now.toISOString() })
      .onConflictDoNothing()
      .returning();
    if (!user) return undefined;
    await transaction.insert(githubAccounts).values({ githubId, userId: user.id });
    return user.id;
  });
