import { write } from './mail-templates.ts';
import type { Mail } from './mailer.ts';

interface Placed {
  readonly to: string;
  readonly id: string;
  readonly total: string;
}

export const orderMail = ({ to, id, total }: Placed): Mail =>
  write({
    to,
    subject: 'We have your order',
    says: [
      'Thank you for your order.',
      `Its number is ${id}, and it comes to ${total}.`,
      'We write again when it is on its way.',
    ],
  });
