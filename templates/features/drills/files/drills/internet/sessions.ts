/** Sessions: what the server remembers. The browser holds nothing but a number that says which memory is meant. */
import { randomBytes } from 'node:crypto';

export interface Session {
  readonly id: string;
  readonly user: string;
  /** milliseconds since 1970 */
  readonly expiresAt: number;
}

export interface SessionOptions {
  /** the clock: an argument, so that a test can let an hour pass at once */
  readonly now: () => number;
  readonly lifetime: number;
}

export type Sessions = ReturnType<typeof createSessions>;

export function createSessions({ now, lifetime }: SessionOptions) {
  const sessions = new Map<string, Session>();

  return {
    start(user: string): Session {
      // Nobody can guess 128 random bits; a counter could be counted on.
      const id = randomBytes(16).toString('base64url');
      const session = { id, user, expiresAt: now() + lifetime };
      sessions.set(id, session);
      return session;
    },
    find(id: string): Session | undefined {
      const session = sessions.get(id);
      if (!session || now() < session.expiresAt) return session;
      sessions.delete(id);
      return undefined;
    },
    end(id: string): void {
      sessions.delete(id);
    },
  };
}
