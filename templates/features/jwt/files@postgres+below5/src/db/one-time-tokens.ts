// exercise auth/once
import { and, eq, gt } from 'drizzle-orm';
// instead
// import { eq } from 'drizzle-orm';
// end exercise
import { oneTimeTokens } from '../models/one-time-token.model.ts';
import type { Database, Transaction } from './client.ts';

export type Purpose = 'verify-email' | 'reset-password';

interface Issue {
  readonly userId: string;
  readonly purpose: Purpose;
  readonly digest: string;
  readonly expiresAt: Date;
}

export interface Redemption {
  readonly digest: string;
  readonly now: Date;
}

/** From now on only this one is good. */
export async function issueOneTimeToken(
  db: Database,
  { userId, purpose, digest, expiresAt }: Issue,
): Promise<void> {
  const set = { digest, expiresAt: expiresAt.toISOString() };
  await db
    .insert(oneTimeTokens)
    .values({ userId, purpose, ...set })
    .onConflictDoUpdate({ target: [oneTimeTokens.userId, oneTimeTokens.purpose], set });
}

// exercise auth/once
/** Looks and takes in one statement: of two who bring the same token, one is too late. @returns whose it was */
export async function redeem(
  db: Transaction,
  purpose: Purpose,
  { digest, now }: Redemption,
): Promise<string | undefined> {
  const [token] = await db
    .delete(oneTimeTokens)
    .where(
      and(
        eq(oneTimeTokens.digest, digest),
        eq(oneTimeTokens.purpose, purpose),
        gt(oneTimeTokens.expiresAt, now.toISOString()),
      ),
    )
    .returning();
  return token?.userId;
}
// instead
// /** @returns whose it was */
// export async function redeem(
//   db: Transaction,
//   _purpose: Purpose,
//   { digest }: Redemption,
// ): Promise<string | undefined> {
//   const [token] = await db.select().from(oneTimeTokens).where(eq(oneTimeTokens.digest, digest));
//   return token?.userId;
// }
// end exercise
