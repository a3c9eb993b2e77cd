import { AppError } from '../../../src/errors/app-error.ts';
import type { AccountsRepository } from '../../../src/repositories/account-contracts.ts';
import type { Account } from '../../../src/schemas/users.schema.ts';
import type { Memory } from './memory.ts';
import { later, pageOf } from './records.ts';
import type { KeptSession } from './sessions.repository.ts';

export function accountsRepository(memory: Memory): AccountsRepository {
  const users = memory.table<Account>('users');
  const sessions = memory.table<KeptSession>('sessions');
  const byEmail = (email: string) => users.all().find((user) => user.email === email);
  const change = (id: string, values: Partial<Account>): Account | undefined => {
    const user = users.get(id);
    return user && users.put({ ...user, ...values });
  };
  const create = (values: Pick<Account, 'email' | 'passwordHash' | 'emailVerifiedAt'>): Account => {
    const createdAt = memory.clock.now().toISOString();
    return users.put({ id: memory.ids.next(), createdAt, role: 'viewer', ...values });
  };
  return {
    find: (id) => later(() => users.get(id)),
    findByEmail: (email) => later(() => byEmail(email)),
    findForLogin: (email, address) =>
      later(() => {
        const account = byEmail(email);
        const isTheirs = (one: KeptSession) =>
          one.userId === account?.id && one.address === address;
        return { account, isKnownAddress: sessions.all().some(isTheirs) };
      }),
    list: (page) =>
      later(() => pageOf({ order: { createdAt: 'text', email: 'text' } }, users.all(), page)),
    register: ({ email, passwordHash }) =>
      later(() => {
        const known = byEmail(email);
        if (known)
          return known.emailVerifiedAt === null ? change(known.id, { passwordHash }) : undefined;
        return create({ email, passwordHash, emailVerifiedAt: null });
      }),
    registerConfirmed: (values, now) =>
      later(() => {
        if (byEmail(values.email)) throw new AppError('conflict', 'The address is taken.');
        return create({ ...values, emailVerifiedAt: now.toISOString() });
      }),
    setPasswordHash: (id, passwordHash) => later(() => void change(id, { passwordHash })),
    confirm: (id, now) =>
      later(() => {
        const user = users.get(id);
        if (user?.emailVerifiedAt === null) change(id, { emailVerifiedAt: now.toISOString() });
      }),
    setRole: (id, role) => later(() => change(id, { role })),
  };
}
