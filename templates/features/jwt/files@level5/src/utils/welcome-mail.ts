import { write } from './mail-templates.ts';
import type { Mail } from './mailer.ts';

interface Registered {
  readonly to: string;
  /** where to begin */
  readonly link: string;
}

export const welcomeMail = ({ to, link }: Registered): Mail =>
  write({
    to,
    subject: 'Welcome',
    says: ['Your address is confirmed, and your account is ready.', `Begin at ${link}.`],
  });
