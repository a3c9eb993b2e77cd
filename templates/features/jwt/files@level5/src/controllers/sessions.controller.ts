import type { Deps } from '../app.ts';
import type { Call } from '../routes/route.ts';
import type { SessionOutput } from '../schemas/auth.schema.ts';
import type { RecordParams } from '../schemas/fields.ts';
import { requireIdentity } from '../utils/identity.ts';

export const sessionsController = ({ services: { sessions } }: Pick<Deps, 'services'>) => ({
  list: ({ request }: Call): Promise<SessionOutput[]> => sessions.list(requireIdentity(request)),

  revoke: ({ params, request }: Call<{ params: RecordParams }>): Promise<void> =>
    sessions.revoke(params.id, requireIdentity(request)),

  revokeOthers: ({ request }: Call): Promise<void> =>
    sessions.revokeOthers(requireIdentity(request)),
});
