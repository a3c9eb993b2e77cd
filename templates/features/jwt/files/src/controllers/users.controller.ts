import type { Deps } from '../app.ts';
import { findAccount, listAccounts, setRole } from '../db/accounts.ts';
import { AppError } from '../errors/app-error.ts';
import type { Call } from '../routes/route.ts';
import type { RecordParams } from '../schemas/fields.ts';
import type { RoleChange, UserOutput, UsersQuery } from '../schemas/users.schema.ts';
import { requireIdentity } from '../utils/identity.ts';
import { cutPage } from '../utils/pagination.ts';

export function usersController({
  db,
  clock,
  identities,
}: Pick<Deps, 'db' | 'clock' | 'identities'>) {
  const find = async (id: string): Promise<UserOutput> => {
    const account = await findAccount(db, id);
    if (!account) throw new AppError('not_found', 'There is no such user.');
    return account;
  };

  return {
    me: ({ request }: Call): Promise<UserOutput> => find(requireIdentity(request).userId),

    read: ({ params }: Call<{ params: RecordParams }>): Promise<UserOutput> => find(params.id),

    list: async (call: Call<{ query: UsersQuery }>): Promise<UserOutput[]> =>
      cutPage(await listAccounts(db, call.query), call.query, call),

    /** Ends their sessions: what they were may not live on in one of them. */
    setRole: async ({
      params,
      body,
      request,
    }: Call<{ params: RecordParams; body: RoleChange }>): Promise<UserOutput> => {
      if (params.id === requireIdentity(request).userId) {
        throw new AppError('conflict', 'Nobody changes their own role, so that an admin is left.');
      }
      const account = await setRole(db, { id: params.id, role: body.role, now: clock.now() });
      if (!account) throw new AppError('not_found', 'There is no such user.');
      identities.forget({ userId: params.id });
      return account;
    },
  };
}
