import { and, desc, eq, gt, isNull, ne } from 'drizzle-orm';
import { authLimits } from '../constants/auth-limits.ts';
import { refreshTokens } from '../models/refresh-token.model.ts';
import { sessions } from '../models/session.model.ts';
import { users } from '../models/user.model.ts';
import { after } from '../utils/clock.ts';
import type { Identity } from '../utils/identity.ts';
import type { Database, Transaction } from './client.ts';
import { withTransaction } from './transaction.ts';

interface NewSession {
  readonly userId: string;
  /** of its first refresh token */
  readonly digest: string;
  readonly now: Date;
  readonly address: string;
  readonly userAgent: string;
}

/** @returns its id */
export const openSession = (
  db: Database,
  { digest, now, ...values }: NewSession,
): Promise<string> =>
  withTransaction(db, async (transaction) => {
    const createdAt = now.toISOString();
    const expiresAt = endOf({ createdAt }, now);
    const [session] = await transaction
      .insert(sessions)
      .values({ ...values, createdAt, lastUsedAt: createdAt, expiresAt })
      .returning();
    if (!session) throw new Error('the insert gave nothing back');
    await transaction.insert(refreshTokens).values({ digest, sessionId: session.id });
    return session.id;
  });

/** When it was not used for a while, and at a certain age in any case. */
function endOf({ createdAt }: { readonly createdAt: string }, now: Date): string {
  const idle = after(now, authLimits.sessionIdle);
  const latest = after(new Date(createdAt), authLimits.session);
  return (idle < latest ? idle : latest).toISOString();
}

const isLive = (now: Date) =>
  and(isNull(sessions.revokedAt), gt(sessions.expiresAt, now.toISOString()));

export async function findIdentity(
  db: Database,
  sessionId: string,
  now: Date,
): Promise<Identity | undefined> {
  const [identity] = await db
    .select({ sessionId: sessions.id, userId: users.id, role: users.role })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, sessionId), isLive(now)));
  return identity;
}

export const listSessions = (db: Database, userId: string, now: Date) =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isLive(now)))
    .orderBy(desc(sessions.lastUsedAt), desc(sessions.id));

interface Revocation {
  readonly id: string;
  readonly userId: string;
  readonly now: Date;
}

/** @returns false when they have no such session */
// exercise auth/logout
export async function revokeSession(
  db: Database,
  { id, userId, now }: Revocation,
): Promise<boolean> {
  const { rowCount } = await db
    .update(sessions)
    .set({ revokedAt: now.toISOString() })
    .where(and(eq(sessions.id, id), eq(sessions.userId, userId), isLive(now)));
  return rowCount === 1;
}
// instead
// export function revokeSession(_db: Database, _revocation: Revocation): Promise<boolean> {
//   throw new Error('Step logout is not written yet.');
// }
// end exercise

interface Revocations {
  readonly userId: string;
  readonly except?: string;
  readonly now: Date;
}

export async function revokeSessionsOf(
  db: Database | Transaction,
  { userId, except, now }: Revocations,
): Promise<void> {
  const others = except === undefined ? undefined : ne(sessions.id, except);
  await db
    .update(sessions)
    .set({ revokedAt: now.toISOString() })
    .where(and(eq(sessions.userId, userId), others, isLive(now)));
}

interface Presented {
  readonly sessionId: string;
  readonly digest: string;
  /** digest of the token that takes its place */
  readonly next: string;
  readonly now: Date;
}

export type Rotation =
  | { readonly kind: 'rotated'; readonly userId: string }
  | { readonly kind: 'reused'; readonly userId: string }
  | { readonly kind: 'refused' };

// exercise auth/refresh
/** The session is locked before its token is looked at: no child of the family comes in while the family is ended. */
export const rotate = (db: Database, presented: Presented): Promise<Rotation> =>
  withTransaction(db, async (transaction) => {
    const { sessionId, now } = presented;
    const [session] = await transaction
      .select()
      .from(sessions)
      .where(and(eq(sessions.id, sessionId), isLive(now)))
      .for('update');
    const [token] = await transaction
      .select()
      .from(refreshTokens)
      .where(
        and(eq(refreshTokens.digest, presented.digest), eq(refreshTokens.sessionId, sessionId)),
      );
    if (!session || !token) return { kind: 'refused' };
    const { userId } = session;
    // exercise auth/reuse
    if (isCopy(token.usedAt, now)) {
      await end(transaction, sessionId, now);
      return { kind: 'reused', userId };
    }
    // end exercise
    await replace(transaction, presented);
    await prolong(transaction, session, now);
    return { kind: 'rotated', userId };
  });

// exercise auth/reuse
/** Tabs of one browser come with the same token at almost the same time; a thief comes later. */
const isCopy = (usedAt: string | null, now: Date): boolean =>
  usedAt !== null && after(new Date(usedAt), authLimits.refreshGrace) < now;

async function end(transaction: Transaction, sessionId: string, now: Date): Promise<void> {
  await transaction
    .update(sessions)
    .set({ revokedAt: now.toISOString() })
    .where(eq(sessions.id, sessionId));
}

// end exercise
async function replace(
  transaction: Transaction,
  { sessionId, digest, next, now }: Presented,
): Promise<void> {
  await transaction
    .update(refreshTokens)
    .set({ usedAt: now.toISOString() })
    .where(and(eq(refreshTokens.digest, digest), isNull(refreshTokens.usedAt)));
  await transaction.insert(refreshTokens).values({ digest: next, sessionId });
}

async function prolong(
  transaction: Transaction,
  session: { readonly id: string; readonly createdAt: string },
  now: Date,
): Promise<void> {
  await transaction
    .update(sessions)
    .set({ lastUsedAt: now.toISOString(), expiresAt: endOf(session, now) })
    .where(eq(sessions.id, session.id));
}
// instead
// export function rotate(_db: Database, _presented: Presented): Promise<Rotation> {
//   throw new Error('Step refresh is not written yet.');
// }
// end exercise
