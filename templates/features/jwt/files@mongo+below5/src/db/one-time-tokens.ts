import type { ClientSession } from 'mongoose';
import { oneTimeTokensIn } from '../models/one-time-token.model.ts';
import type { Database } from './client.ts';

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
export async function issueOneTimeToken(db: Database, issue: Issue): Promise<void> {
  const _id = `${issue.userId} ${issue.purpose}`;
  await oneTimeTokensIn(db).updateOne({ _id }, { $set: issue }, { upsert: true });
}

// exercise auth/once
/** Looks and takes in one operation: of two who bring the same token, one is too late. @returns whose it was */
export async function redeem(
  db: Database,
  purpose: Purpose,
  { digest, now }: Redemption,
  session: ClientSession,
): Promise<string | undefined> {
  const token = await oneTimeTokensIn(db).findOneAndDelete(
    { digest, purpose, expiresAt: { $gt: now } },
    { session },
  );
  return token?.userId;
}
// instead
// /** @returns whose it was */
// export async function redeem(
//   db: Database,
//   _purpose: Purpose,
//   { digest }: Redemption,
//   session: ClientSession,
// ): Promise<string | undefined> {
//   const token = await oneTimeTokensIn(db).findOne({ digest }, { session });
//   return token?.userId;
// }
// end exercise
