import type { Deps } from '../app.ts';
import { listSessions, revokeSession, revokeSessionsOf } from '../db/sessions.ts';
import { AppError } from '../errors/app-error.ts';
import type { Call } from '../routes/route.ts';
import type { SessionOutput } from '../schemas/auth.schema.ts';
import type { RecordParams } from '../schemas/fields.ts';
import { requireIdentity } from '../utils/identity.ts';

/** Where an account is signed in: one session a device. */
export function sessionsController({
  db,
  clock,
  identities,
}: Pick<Deps, 'db' | 'clock' | 'identities'>) {
  return {
    list: async ({ request }: Call): Promise<SessionOutput[]> => {
      const { userId, sessionId } = requireIdentity(request);
      const sessions = await listSessions(db, userId, clock.now());
      return sessions.map((session) => ({ ...session, isCurrent: session.id === sessionId }));
    },

    revoke: async ({ params, request }: Call<{ params: RecordParams }>): Promise<void> => {
      const { userId } = requireIdentity(request);
      const isDone = await revokeSession(db, { id: params.id, userId, now: clock.now() });
      if (!isDone) throw new AppError('not_found', 'There is no such session.');
      identities.forget({ sessionId: params.id });
    },

    revokeOthers: async ({ request }: Call): Promise<void> => {
      const { userId, sessionId } = requireIdentity(request);
      await revokeSessionsOf(db, { userId, except: sessionId, now: clock.now() });
      identities.forget({ userId });
    },
  };
}
