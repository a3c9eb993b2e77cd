import type { Mail } from './mailer.ts';

interface Letter {
  readonly to: string;
  readonly subject: string;
  /** one paragraph each */
  readonly says: readonly string[];
}

interface Linked {
  readonly to: string;
  readonly link: string;
}

export const verifyMail = ({ to, link }: Linked): Mail =>
  write({
    to,
    subject: 'Confirm your e-mail address',
    says: [
      'Somebody, probably you, made an account with this address.',
      `To confirm it, open ${link} within 30 minutes.`,
      'If it was not you, do nothing.',
    ],
  });

export const resetMail = ({ to, link }: Linked): Mail =>
  write({
    to,
    subject: 'Choose a new password',
    says: [
      'Somebody, probably you, forgot the password of this account.',
      `To choose a new one, open ${link} within 30 minutes.`,
      'If it was not you, do nothing: your password stays as it is.',
    ],
  });

export const knownMail = ({ to }: Pick<Linked, 'to'>): Mail =>
  write({
    to,
    subject: 'You have an account already',
    says: [
      'Somebody, probably you, wanted to make an account with this address, and there is one.',
      'If you forgot its password, ask for a new one on the page where you sign in.',
    ],
  });

export const theftMail = ({ to }: Pick<Linked, 'to'>): Mail =>
  write({
    to,
    subject: 'We signed you out on one device',
    says: [
      'A key to your account was used a second time, as if somebody had made a copy of it.',
      'We ended that session. If you did not expect this, change your password.',
    ],
  });

/** The same words as text and as HTML; what is put into them is text in both. */
export const write = ({ to, subject, says }: Letter): Mail => ({
  to,
  subject,
  text: `${says.join('\n\n')}\n`,
  html: says.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>\n`).join(''),
});

const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
