import type { Role } from '../constants/roles.ts';
import { AppError } from '../errors/app-error.ts';
import type { Account, UserOutput, UsersQuery } from '../schemas/users.schema.ts';
import type { ServiceDeps } from './index.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'unitOfWork' | 'clock' | 'identities'>;

interface RoleGrant {
  /** who gives it; nobody, on the command line */
  readonly by?: string;
  readonly role: Role;
}

export function usersService({ repositories, unitOfWork, clock, identities }: Deps) {
  return {
    list: (page: UsersQuery): Promise<UserOutput[]> => repositories.accounts.list(page),

    read: async (id: string): Promise<UserOutput> => found(await repositories.accounts.find(id)),

    findByEmail: async (email: string): Promise<UserOutput> =>
      found(await repositories.accounts.findByEmail(email.trim().toLowerCase())),

    /** Ends their sessions: what they were may not live on in one of them. */
    setRole: async (id: string, { by, role }: RoleGrant): Promise<UserOutput> => {
      if (id === by) {
        throw new AppError('conflict', 'Nobody changes their own role, so that an admin is left.');
      }
      const account = await unitOfWork.run(async ({ accounts, sessions }) => {
        const changed = found(await accounts.setRole(id, role));
        await sessions.revokeAllOf({ userId: id, now: clock.now() });
        return changed;
      });
      identities.forget({ userId: id });
      return account;
    },
  };
}

function found(account: Account | undefined): Account {
  if (!account) throw new AppError('not_found', 'There is no such user.');
  return account;
}
