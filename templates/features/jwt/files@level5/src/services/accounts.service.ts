import { authLimits } from '../constants/auth-limits.ts';
import { AppError } from '../errors/app-error.ts';
import type { Repositories } from '../repositories/index.ts';
import type {
  PasswordChange,
  PasswordReset,
  Registration,
  Verification,
} from '../schemas/auth.schema.ts';
import type { EventKind } from '../utils/event-bus.ts';
import { digestOf } from '../utils/secrets.ts';
import { accountMails } from './account-mails.ts';
import type { ServiceDeps } from './index.ts';

type Deps = Pick<
  ServiceDeps,
  | 'repositories'
  | 'unitOfWork'
  | 'events'
  | 'env'
  | 'clock'
  | 'passwords'
  | 'postOffice'
  | 'identities'
>;

/** Somebody registered, and opened the mail: there is a user more. */
export const userRegistered: EventKind<{ readonly userId: string }> = { type: 'user.registered' };

/** What is answered never depends on whether there is such an account; only its mailbox learns that. */
export function accountsService(deps: Deps) {
  const { repositories, unitOfWork, events, clock, passwords, identities } = deps;
  const mails = accountMails(deps);

  return {
    register: async ({ email, password }: Registration): Promise<void> => {
      const passwordHash = await passwords.hash(password);
      const account = await repositories.accounts.register({ email, passwordHash });
      mails.welcome(email, account?.id);
    },

    requestVerification: (email: string): void => mails.verification(email),

    verify: async ({ token }: Verification): Promise<void> => {
      const now = clock.now();
      await unitOfWork.run(async (within) => {
        const userId = await within.oneTimeTokens.redeem('verify-email', digestOf(token), now);
        if (userId === undefined) throw spent();
        await within.accounts.confirm(userId, now);
        await events.publish(userRegistered, { userId }, within);
      });
    },

    forgot: (email: string): void => mails.reset(email),

    /** Who opened the mail has the address, so this confirms it, too. */
    reset: async ({ token, password }: PasswordReset): Promise<void> => {
      const passwordHash = await passwords.hash(password);
      const now = clock.now();
      const userId = await unitOfWork.run(async (within) => {
        const id = await within.oneTimeTokens.redeem('reset-password', digestOf(token), now);
        if (id === undefined) throw spent();
        await within.accounts.confirm(id, now);
        await replacePassword(within, { userId: id, passwordHash, now });
        return id;
      });
      identities.forget({ userId });
    },

    /** Ends all sessions, the one that asked included: whoever was in has to show the new password. */
    changePassword: async (userId: string, change: PasswordChange): Promise<void> => {
      // Who found a device that is signed in has an account, and could guess for as long as they like.
      const key = digestOf(`change ${userId}`);
      const { count } = await repositories.attempts.count(key, clock.now());
      if (count > authLimits.attempts.perAccount) {
        throw new AppError('rate_limited', 'Too many attempts. Sign in again later.');
      }
      const account = await repositories.accounts.find(userId);
      const { ok } = await passwords.verify(change.password, account?.passwordHash);
      if (!ok) throw new AppError('forbidden', 'The present password is wrong.');
      const passwordHash = await passwords.hash(change.newPassword);
      const now = clock.now();
      await unitOfWork.run((within) => replacePassword(within, { userId, passwordHash, now }));
      identities.forget({ userId });
    },
  };
}

interface NewPassword {
  readonly userId: string;
  readonly passwordHash: string;
  readonly now: Date;
}

async function replacePassword(
  { accounts, sessions }: Repositories,
  { userId, passwordHash, now }: NewPassword,
): Promise<void> {
  await accounts.setPasswordHash(userId, passwordHash);
  await sessions.revokeAllOf({ userId, now });
}

const spent = (): AppError =>
  new AppError('forbidden', 'The link was used, is too old, or never was.');
