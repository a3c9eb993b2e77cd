import { randomUUID } from 'node:crypto';
import { sessions } from '../../src/models/session.model.ts';
import { users } from '../../src/models/user.model.ts';
import type { Account } from '../../src/schemas/users.schema.ts';
import type { Api } from './api.ts';

/** @returns the id of a new account, confirmed and without a password unless a test says otherwise */
export async function createAccount(
  { db, clock }: Api['deps'],
  values: Partial<Omit<Account, 'id' | 'createdAt'>> = {},
): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  const emailVerifiedAt = clock.now().toISOString();
  const [user] = await db
    .insert(users)
    .values({ email, emailVerifiedAt, passwordHash: '!', ...values })
    .returning();
  if (!user) throw new Error('no user was made');
  return user.id;
}

/** @returns the id of a new session, without a refresh token */
export async function createSession({ db, clock }: Api['deps'], userId: string): Promise<string> {
  const [now, expiresAt] = [clock.now(), new Date(clock.now().getTime() + DAY)];
  const times = { createdAt: now.toISOString(), lastUsedAt: now.toISOString() };
  const device = { address: '127.0.0.1', userAgent: 'tests' };
  const [session] = await db
    .insert(sessions)
    .values({ userId, ...times, ...device, expiresAt: expiresAt.toISOString() })
    .returning();
  if (!session) throw new Error('no session was made');
  return session.id;
}

const DAY = 24 * 60 * 60 * 1_000;
