import { randomUUID } from 'node:crypto';
import { sessionsIn } from '../../src/models/session.model.ts';
import { userModel } from '../../src/models/user.model.ts';
import type { Account } from '../../src/schemas/users.schema.ts';
import type { Api } from './api.ts';

/** @returns the id of a new account, confirmed and without a password unless a test says otherwise */
export async function createAccount(
  { db, clock }: Api['deps'],
  values: Partial<Omit<Account, 'id' | 'createdAt'>> = {},
): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  const known = { email, emailVerifiedAt: clock.now(), passwordHash: '!' };
  const user = await userModel(db).create({ ...known, ...values });
  return user._id;
}

/** @returns the id of a new session, without a refresh token */
export async function createSession({ db, clock }: Api['deps'], userId: string): Promise<string> {
  const [now, sessionId] = [clock.now(), randomUUID()];
  await sessionsIn(db).insertOne({
    _id: sessionId,
    userId,
    address: '127.0.0.1',
    userAgent: 'tests',
    createdAt: now,
    lastUsedAt: now,
    expiresAt: new Date(now.getTime() + DAY),
    revokedAt: null,
  });
  return sessionId;
}

const DAY = 24 * 60 * 60 * 1_000;
