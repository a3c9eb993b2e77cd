import type { Role } from '../../src/constants/roles.ts';
import { findAccountByEmail, setRole } from '../../src/db/accounts.ts';
import { everythingIn } from '../support/everything.ts';
import type { Speech } from '../support/http.ts';
import { startBehindProxy } from '../support/people.ts';

export interface App extends Speech {
  /** what lies in a mailbox, the oldest first */
  readonly mails: (email: string) => readonly string[];
  /** every record of the database: what somebody has who copied it */
  readonly everything: () => Promise<readonly Row[]>;
  /** another role for an account, as its owner gives it on the command line */
  readonly promote: (email: string, role: Role) => Promise<void>;
  /** the clock of the app goes on by so many milliseconds */
  readonly later: (time: number) => void;
  readonly close: () => Promise<void>;
}

export type Row = Readonly<Record<string, unknown>>;

/** An app of our own, its mail and its time in our hands. */
export async function openApp(): Promise<App> {
  const api = await startBehindProxy();
  const { db, clock } = api.deps;
  return {
    ...api.anonymous,
    mails: (email) => api.mails.filter(({ to }) => to === email).map(({ text }) => text),
    everything: async () => (JSON.parse(await everythingIn(db)) as Row[][]).flat(),
    promote: async (email, role) => {
      const account = await findAccountByEmail(db, email);
      await setRole(db, { id: account?.id ?? '', role, now: clock.now() });
    },
    later: (time) => api.clock.advance(time),
    close: () => api.close(),
  };
}
