import nodemailer from 'nodemailer';
import type { Env } from '../config/env.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface Mailer {
  readonly send: (mail: Mail) => Promise<void>;
  readonly close: () => void;
  /** milliseconds to let go by before it is worth another attempt, and another */
  readonly pauses: readonly number[];
}

const PATIENCE = 10_000;
const MINUTE = 60_000;

interface Needs {
  readonly env: Pick<Env, 'SMTP_URL' | 'MAIL_FROM'>;
}

/** Hands mail to the server of SMTP_URL. */
export function createMailer({ env: { SMTP_URL, MAIL_FROM } }: Needs): Mailer {
  const transport = nodemailer.createTransport(SMTP_URL, {
    from: MAIL_FROM,
    // A mail holds what we write into it: no file, no address that is fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  Object.assign(transport.options, { connectionTimeout: PATIENCE, socketTimeout: PATIENCE });
  return {
    send: async (mail) => {
      await transport.sendMail(mail);
    },
    close: () => transport.close(),
    pauses: [1_000, 10_000, MINUTE, 5 * MINUTE, 15 * MINUTE],
  };
}
