import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openConnections } from '../../src/config/connections.ts';
import { loadEnv } from '../../src/config/env.ts';
import { createLogger } from '../../src/config/logger.ts';
import type { Role } from '../../src/constants/roles.ts';
import { findAccountByEmail, setRole } from '../../src/db/accounts.ts';
import { everythingIn } from '../support/everything.ts';
import { sendTo, speak, type Speech } from '../support/http.ts';
import { readMail } from '../../../../tools/local/mail-text.mjs';

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

const at = (name: string) => path.join(import.meta.dirname, '../..', name);

/** The app that runs already, and what is around it. Without it nothing passes. */
export async function openApp(): Promise<App> {
  const url = process.env['WORKSHOP_URL'];
  if (url === undefined) throw new Error('WORKSHOP_URL says where the app is');
  const env = loadEnv();
  const { connections, close } = await openConnections(env, createLogger(env));
  const { db } = connections;
  return {
    ...speak(sendTo(url)),
    mails: mailsTo,
    everything: async () => (JSON.parse(await everythingIn(db)) as Row[][]).flat(),
    promote: async (email, role) => {
      const account = await findAccountByEmail(db, email);
      await setRole(db, { id: account?.id ?? '', role, now: new Date() });
    },
    later: (time) =>
      writeFileSync(at('ahead'), String(Number(readFileSync(at('ahead'), 'utf8')) + time)),
    close,
  };
}

const mailsTo = (email: string): readonly string[] =>
  readdirSync(at('mail'))
    .sort()
    .map((file) => readMail(readFileSync(at(`mail/${file}`), 'utf8')))
    .filter(({ to }) => to === email)
    .map(({ text }) => text);
