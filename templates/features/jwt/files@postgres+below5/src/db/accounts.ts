// exercise auth/register auth/confirm auth/reset
import { and, eq, exists, isNull, sql } from 'drizzle-orm';
// instead
// import { and, eq, exists, sql } from 'drizzle-orm';
// end exercise
import type { Role } from '../constants/roles.ts';
import { sessions } from '../models/session.model.ts';
import { users } from '../models/user.model.ts';
import type { Account, UsersQuery } from '../schemas/users.schema.ts';
import type { Database, Transaction } from './client.ts';
import { listQuery } from './list.ts';
// exercise auth/confirm auth/reset
import { redeem, type Redemption } from './one-time-tokens.ts';
// instead
// import type { Redemption } from './one-time-tokens.ts';
// end exercise
import { revokeSessionsOf } from './sessions.ts';
import { withTransaction } from './transaction.ts';

type Connection = Database | Transaction;

export async function findAccount(db: Connection, id: string): Promise<Account | undefined> {
  const [account] = await db.select().from(users).where(eq(users.id, id));
  return account;
}

export async function findAccountByEmail(
  db: Connection,
  email: string,
): Promise<Account | undefined> {
  const [account] = await db.select().from(users).where(eq(users.email, email));
  return account;
}

/** Whether they ever signed in from this address is asked in the same breath, so that it takes no time of its own. */
export async function findForLogin(db: Connection, email: string, address: string) {
  const fromHere = and(eq(sessions.userId, users.id), eq(sessions.address, address));
  const [found] = await db
    .select({
      account: users,
      isKnownAddress: sql<boolean>`${exists(db.select().from(sessions).where(fromHere))}`,
    })
    .from(users)
    .where(eq(users.email, email));
  return { account: found?.account, isKnownAddress: found?.isKnownAddress ?? false };
}

export async function listAccounts(db: Connection, query: UsersQuery): Promise<Account[]> {
  const { where, orderBy, limit } = listQuery(users, query);
  return db
    .select()
    .from(users)
    .where(where)
    .orderBy(...orderBy)
    .limit(limit);
}

/** The last to register before anybody confirmed the address has the word. @returns undefined when it is confirmed */
// exercise auth/register
export async function register(
  db: Connection,
  values: Pick<Account, 'email' | 'passwordHash'>,
): Promise<Account | undefined> {
  const [account] = await db
    .insert(users)
    .values(values)
    .onConflictDoUpdate({
      target: users.email,
      set: { passwordHash: values.passwordHash },
      setWhere: isNull(users.emailVerifiedAt),
    })
    .returning();
  return account;
}
// instead
// export function register(
//   _db: Connection,
//   _values: Pick<Account, 'email' | 'passwordHash'>,
// ): Promise<Account | undefined> {
//   throw new Error('Step register is not written yet.');
// }
// end exercise

export async function setPasswordHash(db: Connection, id: string, passwordHash: string) {
  await db.update(users).set({ passwordHash }).where(eq(users.id, id));
}

/** @returns whether the token was good */
// exercise auth/confirm
export const verifyEmail = (db: Database, { digest, now }: Redemption): Promise<boolean> =>
  withTransaction(db, async (transaction) => {
    const userId = await redeem(transaction, 'verify-email', { digest, now });
    if (userId === undefined) return false;
    await markVerified(transaction, userId, now);
    return true;
  });
// instead
// export function verifyEmail(_db: Database, _redemption: Redemption): Promise<boolean> {
//   throw new Error('Step confirm is not written yet.');
// }
// end exercise

/** Who opened the mail has the address, so this confirms it, too. @returns whose it was, if the token was good */
// exercise auth/reset
export const resetPassword = (
  db: Database,
  { digest, passwordHash, now }: Redemption & Pick<Account, 'passwordHash'>,
): Promise<string | undefined> =>
  withTransaction(db, async (transaction) => {
    const userId = await redeem(transaction, 'reset-password', { digest, now });
    if (userId === undefined) return undefined;
    await markVerified(transaction, userId, now);
    await replacePassword(transaction, { userId, passwordHash, now });
    return userId;
  });
// instead
// export function resetPassword(
//   _db: Database,
//   _reset: Redemption & Pick<Account, 'passwordHash'>,
// ): Promise<string | undefined> {
//   throw new Error('Step reset is not written yet.');
// }
// end exercise

interface PasswordChange {
  readonly userId: string;
  readonly passwordHash: string;
  readonly now: Date;
}

export const changePassword = (db: Database, change: PasswordChange): Promise<void> =>
  withTransaction(db, (transaction) => replacePassword(transaction, change));

async function replacePassword(db: Transaction, { userId, passwordHash, now }: PasswordChange) {
  await setPasswordHash(db, userId, passwordHash);
  await revokeSessionsOf(db, { userId, now });
}

// exercise auth/confirm auth/reset
async function markVerified(db: Transaction, userId: string, now: Date): Promise<void> {
  await db
    .update(users)
    .set({ emailVerifiedAt: now.toISOString() })
    .where(and(eq(users.id, userId), isNull(users.emailVerifiedAt)));
}

// end exercise
interface RoleGrant {
  readonly id: string;
  readonly role: Role;
  readonly now: Date;
}

export const setRole = (db: Database, { id, role, now }: RoleGrant): Promise<Account | undefined> =>
  withTransaction(db, async (transaction) => {
    const [account] = await transaction
      .update(users)
      .set({ role })
      .where(eq(users.id, id))
      .returning();
    if (account) await revokeSessionsOf(transaction, { userId: id, now });
    return account;
  });
