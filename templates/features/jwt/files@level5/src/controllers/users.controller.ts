import type { Deps } from '../app.ts';
import type { Call } from '../routes/route.ts';
import type { RecordParams } from '../schemas/fields.ts';
import type { RoleChange, UserOutput, UsersQuery } from '../schemas/users.schema.ts';
import { requireIdentity } from '../utils/identity.ts';
import { cutPage } from '../utils/pagination.ts';

export const usersController = ({ services: { users } }: Pick<Deps, 'services'>) => ({
  me: ({ request }: Call): Promise<UserOutput> => users.read(requireIdentity(request).userId),

  read: ({ params }: Call<{ params: RecordParams }>): Promise<UserOutput> => users.read(params.id),

  list: async (call: Call<{ query: UsersQuery }>): Promise<UserOutput[]> =>
    cutPage(await users.list(call.query), call.query, call),

  setRole: ({
    params,
    body,
    request,
  }: Call<{ params: RecordParams; body: RoleChange }>): Promise<UserOutput> =>
    users.setRole(params.id, { ...body, by: requireIdentity(request).userId }),
});
