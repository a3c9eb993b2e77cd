import { authLimits } from '../constants/auth-limits.ts';
import { after, type Clock } from './clock.ts';
import type { Identity } from './identity.ts';

/** Who is behind a session, kept for a moment so that not every request asks the database. */
export interface Identities {
  readonly find: (
    sessionId: string,
    load: () => Promise<Identity | undefined>,
  ) => Promise<Identity | undefined>;
  /** From now on the database is asked again: the session, or all of the user, changed. */
  readonly forget: (of: Whose) => void;
  /** The same, for what another process forgot: nobody is told of it. */
  readonly forgetHere: (of: Whose) => void;
  /** Called after each `forget`. */
  readonly onForgotten: (listener: (of: Whose) => void) => void;
}

export type Whose = Partial<Pick<Identity, 'sessionId' | 'userId'>>;

interface Kept {
  readonly identity: Identity;
  readonly until: Date;
}

const MOST = 10_000;

export function createIdentities({ clock }: { readonly clock: Clock }): Identities {
  const kept = new Map<string, Kept>();
  const listeners: ((of: Whose) => void)[] = [];
  let forgotten = 0;

  const keep = (identity: Identity): void => {
    if (kept.size >= MOST) kept.clear();
    const until = after(clock.now(), authLimits.identity);
    kept.set(identity.sessionId, { identity, until });
  };

  const forgetHere = ({ sessionId, userId }: Whose): void => {
    forgotten += 1;
    for (const [id, { identity }] of kept) {
      if (id === sessionId || identity.userId === userId) kept.delete(id);
    }
  };

  return {
    find: async (sessionId, load) => {
      const found = kept.get(sessionId);
      if (found && found.until > clock.now()) return found.identity;
      const before = forgotten;
      const identity = await load();
      // What was loaded while somebody revoked may be older than that.
      if (identity && before === forgotten) keep(identity);
      return identity;
    },
    forget: (of) => {
      forgetHere(of);
      for (const listener of listeners) listener(of);
    },
    forgetHere,
    onForgotten: (listener) => void listeners.push(listener),
  };
}
