import type { Role } from '../constants/roles.ts';
import type { SessionOutput } from '../schemas/auth.schema.ts';
import type { Account, UsersQuery } from '../schemas/users.schema.ts';
import type { Identity } from '../utils/identity.ts';

export interface AccountsRepository {
  readonly find: (id: string) => Promise<Account | undefined>;
  readonly findByEmail: (email: string) => Promise<Account | undefined>;
  /** Whether they ever signed in from this address is asked for everybody, so that it tells nothing by its time. */
  readonly findForLogin: (
    email: string,
    address: string,
  ) => Promise<{ readonly account: Account | undefined; readonly isKnownAddress: boolean }>;
  /** A page, and one more if there is one. */
  readonly list: (page: UsersQuery) => Promise<Account[]>;
  /** The last to register before anybody confirmed the address has the word. @returns undefined when it is confirmed */
  readonly register: (
    values: Pick<Account, 'email' | 'passwordHash'>,
  ) => Promise<Account | undefined>;
  /** Somebody whose address another one has confirmed. Rejects when it is taken. */
  readonly registerConfirmed: (
    values: Pick<Account, 'email' | 'passwordHash'>,
    now: Date,
  ) => Promise<Account>;
  readonly setPasswordHash: (id: string, passwordHash: string) => Promise<void>;
  readonly confirm: (id: string, now: Date) => Promise<void>;
  readonly setRole: (id: string, role: Role) => Promise<Account | undefined>;
}

export type Session = Omit<SessionOutput, 'isCurrent'> & { readonly userId: string };

export interface NewSession {
  readonly userId: string;
  /** of its first refresh token */
  readonly digest: string;
  readonly now: Date;
  readonly expiresAt: Date;
  readonly address: string;
  readonly userAgent: string;
}

interface Presented {
  readonly sessionId: string;
  readonly digest: string;
  /** digest of the token that takes its place */
  readonly next: string;
  readonly now: Date;
}

/** A session is the family of all refresh tokens that came of one sign-in. */
export interface SessionsRepository {
  /** @returns its id */
  readonly open: (session: NewSession) => Promise<string>;
  readonly findIdentity: (id: string, now: Date) => Promise<Identity | undefined>;
  /** Those that live, the last used first. */
  readonly listOf: (userId: string, now: Date) => Promise<Session[]>;
  /** The session, if it lives. Nobody else changes it or its tokens before this unit of work ends. */
  readonly lock: (id: string, now: Date) => Promise<Session | undefined>;
  readonly findToken: (
    sessionId: string,
    digest: string,
  ) => Promise<{ readonly usedAt: Date | null } | undefined>;
  readonly replaceToken: (presented: Presented) => Promise<void>;
  readonly prolong: (id: string, now: Date, expiresAt: Date) => Promise<void>;
  /** @returns false when they have no such session */
  readonly revoke: (session: {
    readonly id: string;
    readonly userId: string;
    readonly now: Date;
  }) => Promise<boolean>;
  readonly revokeAllOf: (sessions: {
    readonly userId: string;
    readonly except?: string;
    readonly now: Date;
  }) => Promise<void>;
  /** Deletes what is over. @returns how many */
  readonly sweep: (now: Date) => Promise<number>;
}

export interface Attempts {
  /** in this window, the one that was just counted included */
  readonly count: number;
  readonly resetsAt: Date;
}

export interface AttemptsRepository {
  /** Counts one more, in a window that starts with the first. In one step, so that none is lost. */
  readonly count: (key: string, now: Date) => Promise<Attempts>;
  readonly giveBack: (key: string) => Promise<void>;
  readonly forget: (key: string) => Promise<void>;
  readonly sweep: (now: Date) => Promise<number>;
}

export type Purpose = 'verify-email' | 'reset-password';

export interface OneTimeTokensRepository {
  /** From now on only this one is good. */
  readonly issue: (token: {
    readonly userId: string;
    readonly purpose: Purpose;
    readonly digest: string;
    readonly expiresAt: Date;
  }) => Promise<void>;
  /** Looks and takes in one step: of two who bring the same, one is too late. @returns whose it was */
  readonly redeem: (purpose: Purpose, digest: string, now: Date) => Promise<string | undefined>;
  readonly sweep: (now: Date) => Promise<number>;
}
