import { authLimits } from '../constants/auth-limits.ts';
import type { Purpose } from '../repositories/account-contracts.ts';
import type { Account } from '../schemas/users.schema.ts';
import { after } from '../utils/clock.ts';
import { knownMail, resetMail, verifyMail } from '../utils/mail-templates.ts';
import type { Mail } from '../utils/mailer.ts';
import type { Letter } from '../utils/post-office.ts';
import { digestOf, drawSecret } from '../utils/secrets.ts';
import type { ServiceDeps } from './index.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'env' | 'clock' | 'postOffice'>;

/** What accounts write to their owners. The answer to a caller never tells whether there was somebody to write to. */
export function accountMails(deps: Deps) {
  const { accounts, attempts } = deps.repositories;

  /** A mailbox is not to be filled by whoever knows its address. */
  const post = (email: string, letter: Letter): void =>
    deps.postOffice.post(async () => {
      const { count } = await attempts.count(digestOf(`mail ${email}`), deps.clock.now());
      return count > authLimits.attempts.mails ? undefined : letter();
    });

  return {
    /** To whoever asked for an account: the link that confirms it, or that there is one. */
    welcome: (email: string, userId: string | undefined): void =>
      post(email, async () => {
        if (userId === undefined) return knownMail({ to: email });
        const account = await accounts.find(userId);
        return account && verifyLetter(deps, account);
      }),

    verification: (email: string): void =>
      post(email, async () => {
        const account = await accounts.findByEmail(email);
        return account?.emailVerifiedAt === null ? verifyLetter(deps, account) : undefined;
      }),

    reset: (email: string): void =>
      post(email, async () => {
        const account = await accounts.findByEmail(email);
        return account && resetLetter(deps, account);
      }),
  };
}

const verifyLetter = async (deps: Deps, account: Account): Promise<Mail> =>
  verifyMail({ to: account.email, link: await linkTo(deps, 'verify-email', account) });

const resetLetter = async (deps: Deps, account: Account): Promise<Mail> =>
  resetMail({ to: account.email, link: await linkTo(deps, 'reset-password', account) });

/** After the `#`, because no browser tells that part to a server, nor to the next page. */
async function linkTo(
  { repositories: { oneTimeTokens }, env, clock }: Deps,
  purpose: Purpose,
  { id: userId }: Account,
): Promise<string> {
  const token = drawSecret();
  const expiresAt = after(clock.now(), authLimits.oneTimeToken);
  await oneTimeTokens.issue({ userId, purpose, digest: digestOf(token), expiresAt });
  return `${env.APP_URL.replace(/\/$/, '')}/${purpose}#token=${token}`;
}
