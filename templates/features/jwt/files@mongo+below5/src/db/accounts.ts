import type { ClientSession } from 'mongoose';
import type { Role } from '../constants/roles.ts';
import { sessionsIn } from '../models/session.model.ts';
import { userFields, userModel } from '../models/user.model.ts';
import type { Account, UsersQuery } from '../schemas/users.schema.ts';
import type { Database } from './client.ts';
import { listQuery } from './list.ts';
// exercise auth/confirm auth/reset
import { redeem, type Redemption } from './one-time-tokens.ts';
// instead
// import type { Redemption } from './one-time-tokens.ts';
// end exercise
import { toAnswer } from './record.ts';
// exercise auth/register
import { codeOf } from './server-error.ts';
// end exercise
import { revokeSessionsOf } from './sessions.ts';
import { withTransaction } from './transaction.ts';

// exercise auth/register
const DUPLICATE = 11000;

// end exercise
export async function findAccount(db: Database, id: string): Promise<Account | undefined> {
  const user = await userModel(db).findById(id).lean();
  return user ? toAnswer(user) : undefined;
}

export async function findAccountByEmail(
  db: Database,
  email: string,
): Promise<Account | undefined> {
  const user = await userModel(db).findOne({ email }).lean();
  return user ? toAnswer(user) : undefined;
}

/** Whether they ever signed in from this address is asked for everybody, so that it takes the same time. */
export async function findForLogin(db: Database, email: string, address: string) {
  const account = await findAccountByEmail(db, email);
  const session = await sessionsIn(db).findOne({ userId: account?.id ?? '', address });
  return { account, isKnownAddress: session !== null };
}

export async function listAccounts(db: Database, query: UsersQuery): Promise<Account[]> {
  const { filter, sort, limit } = listQuery(query, userFields);
  const found = await userModel(db).find(filter).sort(sort).limit(limit).lean();
  return found.map(toAnswer<Account>);
}

type Credentials = Pick<Account, 'email' | 'passwordHash'>;

// exercise auth/register
/** The last to register before anybody confirmed the address has the word. @returns undefined when it is confirmed */
export async function register(db: Database, values: Credentials): Promise<Account | undefined> {
  try {
    const created = await userModel(db).create(values);
    return toAnswer<Account>(created.toObject());
  } catch (error) {
    if (codeOf(error) !== DUPLICATE) throw error;
    return replaceUnconfirmed(db, values);
  }
}

async function replaceUnconfirmed(
  db: Database,
  { email, passwordHash }: Credentials,
): Promise<Account | undefined> {
  const user = await userModel(db)
    .findOneAndUpdate(
      { email, emailVerifiedAt: null },
      { $set: { passwordHash } },
      { returnDocument: 'after' },
    )
    .lean();
  return user ? toAnswer(user) : undefined;
}
// instead
// /** The last to register before anybody confirmed the address has the word. @returns undefined when it is confirmed */
// export function register(_db: Database, _values: Credentials): Promise<Account | undefined> {
//   throw new Error('Step register is not written yet.');
// }
// end exercise

export async function setPasswordHash(
  db: Database,
  id: string,
  passwordHash: string,
  session: ClientSession | null = null,
): Promise<void> {
  await userModel(db).updateOne({ _id: id }, { $set: { passwordHash } }).session(session);
}

/** @returns whether the token was good */
// exercise auth/confirm
export const verifyEmail = (db: Database, { digest, now }: Redemption): Promise<boolean> =>
  withTransaction(db, async (session) => {
    const userId = await redeem(db, 'verify-email', { digest, now }, session);
    if (userId === undefined) return false;
    await markVerified(db, { userId, now }, session);
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
  withTransaction(db, async (session) => {
    const userId = await redeem(db, 'reset-password', { digest, now }, session);
    if (userId === undefined) return undefined;
    await markVerified(db, { userId, now }, session);
    await replacePassword(db, { userId, passwordHash, now }, session);
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
  withTransaction(db, (session) => replacePassword(db, change, session));

async function replacePassword(
  db: Database,
  { userId, passwordHash, now }: PasswordChange,
  session: ClientSession,
): Promise<void> {
  await setPasswordHash(db, userId, passwordHash, session);
  await revokeSessionsOf(db, { userId, now }, session);
}

// exercise auth/confirm auth/reset
async function markVerified(
  db: Database,
  { userId, now }: Pick<PasswordChange, 'userId' | 'now'>,
  session: ClientSession,
): Promise<void> {
  await userModel(db)
    .updateOne({ _id: userId, emailVerifiedAt: null }, { $set: { emailVerifiedAt: now } })
    .session(session);
}

// end exercise
interface RoleGrant {
  readonly id: string;
  readonly role: Role;
  readonly now: Date;
}

export const setRole = (db: Database, { id, role, now }: RoleGrant): Promise<Account | undefined> =>
  withTransaction(db, async (session) => {
    const user = await userModel(db)
      .findOneAndUpdate({ _id: id }, { $set: { role } }, { returnDocument: 'after', session })
      .lean();
    if (!user) return undefined;
    await revokeSessionsOf(db, { userId: id, now }, session);
    return toAnswer<Account>(user);
  });
