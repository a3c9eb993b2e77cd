import { githubAccountsIn } from '../models/github-account.model.ts';
import { userModel } from '../models/user.model.ts';
import { NO_PASSWORD } from '../utils/passwords.ts';
import type { Database } from './client.ts';
import { codeOf } from './server-error.ts';
import { withTransaction } from './transaction.ts';

const DUPLICATE = 11000;

interface Connection {
  readonly githubId: string;
  readonly userId: string;
}

/** @returns the id of the user who is that at GitHub */
export async function findConnected(db: Database, githubId: string): Promise<string | undefined> {
  const found = await githubAccountsIn(db).findOne({ _id: githubId });
  return found?.userId;
}

export async function connect(db: Database, { githubId, userId }: Connection): Promise<void> {
  await githubAccountsIn(db).insertOne({ _id: githubId, userId, createdAt: new Date() });
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
  withTransaction(db, async (session) => {
    const values = { email, passwordHash: NO_PASSWORD, emailVerifiedAt: now };
    const [user] = await userModel(db).create([values], { session });
    if (!user) throw new Error('the insert gave nothing back');
    const connection = { _id: githubId, userId: user._id, createdAt: now };
    await githubAccountsIn(db).insertOne(connection, { session });
    return user._id;
  }).catch((error: unknown) => {
    if (codeOf(error) === DUPLICATE) return undefined;
    throw error;
  });
