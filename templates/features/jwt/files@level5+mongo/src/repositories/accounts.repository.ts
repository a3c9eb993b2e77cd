import type { Executor } from '../db/executor.ts';
import { listQuery } from '../db/list.ts';
import { toAnswer, type StoredRecord } from '../db/record.ts';
import { codeOf } from '../db/server-error.ts';
import { sessionsIn } from '../models/session.model.ts';
import { userFields, userModel } from '../models/user.model.ts';
import type { Account } from '../schemas/users.schema.ts';
import type { AccountsRepository } from './account-contracts.ts';

const DUPLICATE = 11000;

const toAccount = (user: StoredRecord | null): Account | undefined =>
  user ? toAnswer<Account>(user) : undefined;

export function accountsRepository({ db, ...options }: Executor): AccountsRepository {
  const users = userModel(db);
  const after = { ...options, returnDocument: 'after' } as const;

  const findByEmail = async (email: string) =>
    toAccount(await users.findOne({ email }, null, options).lean());

  return {
    find: async (id) => toAccount(await users.findById(id, null, options).lean()),

    findByEmail,

    findForLogin: async (email, address) => {
      const account = await findByEmail(email);
      const from = { userId: account?.id ?? '', address };
      const session = await sessionsIn(db).findOne(from, options);
      return { account, isKnownAddress: session !== null };
    },

    list: async (page) => {
      const { filter, sort, limit } = listQuery(page, userFields);
      const found = await users.find(filter, null, options).sort(sort).limit(limit).lean();
      return found.map(toAnswer<Account>);
    },

    register: async (values) => {
      try {
        const [user] = await users.create([values], options);
        return toAccount(user?.toObject() ?? null);
      } catch (error) {
        if (codeOf(error) !== DUPLICATE) throw error;
        const open = { email: values.email, emailVerifiedAt: null };
        const $set = { passwordHash: values.passwordHash };
        return toAccount(await users.findOneAndUpdate(open, { $set }, after).lean());
      }
    },

    registerConfirmed: async (values, now) => {
      const [user] = await users.create([{ ...values, emailVerifiedAt: now }], options);
      if (!user) throw new Error('the insert gave nothing back');
      return toAnswer<Account>(user.toObject());
    },

    setPasswordHash: async (id, passwordHash) => {
      await users.updateOne({ _id: id }, { $set: { passwordHash } }, options);
    },

    confirm: async (id, now) => {
      const isOpen = { _id: id, emailVerifiedAt: null };
      await users.updateOne(isOpen, { $set: { emailVerifiedAt: now } }, options);
    },

    setRole: async (id, role) =>
      toAccount(await users.findOneAndUpdate({ _id: id }, { $set: { role } }, after).lean()),
  };
}
