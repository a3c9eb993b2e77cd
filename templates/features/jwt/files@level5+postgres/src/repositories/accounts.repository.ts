import { and, eq, exists, isNull, sql } from 'drizzle-orm';
import type { Executor } from '../db/executor.ts';
import { listQuery } from '../db/list.ts';
import { sessions } from '../models/session.model.ts';
import { users } from '../models/user.model.ts';
import type { AccountsRepository } from './account-contracts.ts';

export const accountsRepository = (db: Executor): AccountsRepository => ({
  find: async (id) => {
    const [account] = await db.select().from(users).where(eq(users.id, id));
    return account;
  },

  findByEmail: async (email) => {
    const [account] = await db.select().from(users).where(eq(users.email, email));
    return account;
  },

  findForLogin: async (email, address) => {
    const fromHere = and(eq(sessions.userId, users.id), eq(sessions.address, address));
    const [found] = await db
      .select({
        account: users,
        isKnownAddress: sql<boolean>`${exists(db.select().from(sessions).where(fromHere))}`,
      })
      .from(users)
      .where(eq(users.email, email));
    return { account: found?.account, isKnownAddress: found?.isKnownAddress ?? false };
  },

  list: async (page) => {
    const { where, orderBy, limit } = listQuery(users, page);
    return db
      .select()
      .from(users)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit);
  },

  register: async (values) => {
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
  },

  registerConfirmed: async (values, now) => {
    const [account] = await db
      .insert(users)
      .values({ ...values, emailVerifiedAt: now.toISOString() })
      .returning();
    if (!account) throw new Error('the insert gave nothing back');
    return account;
  },

  setPasswordHash: async (id, passwordHash) => {
    await db.update(users).set({ passwordHash }).where(eq(users.id, id));
  },

  confirm: async (id, now) => {
    await db
      .update(users)
      .set({ emailVerifiedAt: now.toISOString() })
      .where(and(eq(users.id, id), isNull(users.emailVerifiedAt)));
  },

  setRole: async (id, role) => {
    const [account] = await db.update(users).set({ role }).where(eq(users.id, id)).returning();
    return account;
  },
});
