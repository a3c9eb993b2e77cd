import { authLimits } from '../constants/auth-limits.ts';
import { AppError } from '../errors/app-error.ts';
import type { SessionOutput } from '../schemas/auth.schema.ts';
import { after } from '../utils/clock.ts';
import type { Identity } from '../utils/identity.ts';
import type { ServiceDeps } from './index.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'clock' | 'identities'>;
type Whose = Pick<Identity, 'userId' | 'sessionId'>;

/** Where an account is signed in: one session a device. */
export function sessionsService({ repositories: { sessions }, clock, identities }: Deps) {
  return {
    /** Who is behind a session, while it lives. */
    identify: (sessionId: string): Promise<Identity | undefined> =>
      identities.find(sessionId, () => sessions.findIdentity(sessionId, clock.now())),

    list: async ({ userId, sessionId }: Whose): Promise<SessionOutput[]> => {
      const found = await sessions.listOf(userId, clock.now());
      return found.map((session) => ({ ...session, isCurrent: session.id === sessionId }));
    },

    revoke: async (id: string, { userId }: Pick<Whose, 'userId'>): Promise<void> => {
      const isDone = await sessions.revoke({ id, userId, now: clock.now() });
      identities.forget({ sessionId: id });
      if (!isDone) throw new AppError('not_found', 'There is no such session.');
    },

    revokeOthers: async ({ userId, sessionId }: Whose): Promise<void> => {
      await sessions.revokeAllOf({ userId, except: sessionId, now: clock.now() });
      identities.forget({ userId });
    },
  };
}

/** When a session was not used for a while, and at a certain age in any case. */
export function endOfSession(createdAt: Date, now: Date): Date {
  const idle = after(now, authLimits.sessionIdle);
  const latest = after(createdAt, authLimits.session);
  return idle < latest ? idle : latest;
}
