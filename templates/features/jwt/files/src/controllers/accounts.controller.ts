import type { Deps } from '../app.ts';
import { authLimits } from '../constants/auth-limits.ts';
import {
  changePassword,
  findAccount,
  findAccountByEmail,
  register,
  resetPassword,
  verifyEmail,
} from '../db/accounts.ts';
import { countAttempt } from '../db/attempts.ts';
import { issueOneTimeToken, type Purpose } from '../db/one-time-tokens.ts';
import { AppError } from '../errors/app-error.ts';
import type { Call } from '../routes/route.ts';
import type {
  Addressed,
  PasswordChange,
  PasswordReset,
  Registration,
  Verification,
} from '../schemas/auth.schema.ts';
import type { Account } from '../schemas/users.schema.ts';
import { after } from '../utils/clock.ts';
import { clearSessionCookies } from '../utils/cookies.ts';
import { requireIdentity } from '../utils/identity.ts';
// exercise auth/known
import { knownMail, resetMail, verifyMail } from '../utils/mail-templates.ts';
// instead
// import { resetMail, verifyMail } from '../utils/mail-templates.ts';
// end exercise
import type { Mail } from '../utils/mailer.ts';
import type { Letter } from '../utils/post-office.ts';
import { digestOf, drawSecret } from '../utils/secrets.ts';

type Needs = Pick<Deps, 'db' | 'env' | 'clock' | 'passwords' | 'postOffice' | 'identities'>;

/** What is answered never depends on whether there is such an account; only its mailbox learns that. */
export function accountsController(deps: Needs) {
  const { db, clock, passwords, postOffice, identities } = deps;
  return {
    register: async ({ body }: Call<{ body: Registration }>): Promise<void> => {
      const passwordHash = await passwords.hash(body.password);
      const account = await register(db, { email: body.email, passwordHash });
      // exercise auth/known
      const letter: Letter = () =>
        account ? verifyLetter(deps, account) : Promise.resolve(knownMail({ to: body.email }));
      // instead
      // if (!account) throw new AppError('conflict', 'There is an account with this address.');
      // const letter: Letter = () => verifyLetter(deps, account);
      // end exercise
      postOffice.post(unlessTooMany(deps, body.email, letter));
    },

    requestVerification: ({ body: { email } }: Call<{ body: Addressed }>): void => {
      const letter: Letter = async () => {
        const account = await findAccountByEmail(db, email);
        return account?.emailVerifiedAt === null ? verifyLetter(deps, account) : undefined;
      };
      postOffice.post(unlessTooMany(deps, email, letter));
    },

    verify: async ({ body: { token } }: Call<{ body: Verification }>): Promise<void> => {
      const isDone = await verifyEmail(db, { digest: digestOf(token), now: clock.now() });
      if (!isDone) throw spent();
    },

    forgot: ({ body: { email } }: Call<{ body: Addressed }>): void => {
      const letter: Letter = async () => {
        const account = await findAccountByEmail(db, email);
        return account && resetLetter(deps, account);
      };
      postOffice.post(unlessTooMany(deps, email, letter));
    },

    reset: async ({ body, response }: Call<{ body: PasswordReset }>): Promise<void> => {
      const passwordHash = await passwords.hash(body.password);
      const digest = digestOf(body.token);
      const userId = await resetPassword(db, { digest, passwordHash, now: clock.now() });
      if (userId === undefined) throw spent();
      identities.forget({ userId });
      clearSessionCookies(response);
    },

    /** Ends all sessions, the one that asked included: whoever was in has to show the new password. */
    changePassword: async (call: Call<{ body: PasswordChange }>): Promise<void> => {
      const { userId } = requireIdentity(call.request);
      // Who found a device that is signed in has an account, and could guess for as long as they like.
      const { count } = await countAttempt(db, digestOf(`change ${userId}`), clock.now());
      if (count > authLimits.attempts.perAccount) {
        throw new AppError('rate_limited', 'Too many attempts. Sign in again later.');
      }
      const account = await findAccount(db, userId);
      const { ok } = await passwords.verify(call.body.password, account?.passwordHash);
      if (!ok) throw new AppError('forbidden', 'The present password is wrong.');
      const passwordHash = await passwords.hash(call.body.newPassword);
      await changePassword(db, { userId, passwordHash, now: clock.now() });
      identities.forget({ userId });
      clearSessionCookies(call.response);
    },
  };
}

const spent = (): AppError =>
  new AppError('forbidden', 'The link was used, is too old, or never was.');

/** A mailbox is not to be filled by whoever knows its address. */
const unlessTooMany =
  ({ db, clock }: Needs, email: string, letter: Letter): Letter =>
  async () => {
    const { count } = await countAttempt(db, digestOf(`mail ${email}`), clock.now());
    return count > authLimits.attempts.mails ? undefined : letter();
  };

const verifyLetter = async (deps: Needs, account: Account): Promise<Mail> =>
  verifyMail({ to: account.email, link: await linkTo(deps, 'verify-email', account) });

const resetLetter = async (deps: Needs, account: Account): Promise<Mail> =>
  resetMail({ to: account.email, link: await linkTo(deps, 'reset-password', account) });

/** After the `#`, because no browser tells that part to a server, nor to the next page. */
async function linkTo(
  { db, env, clock }: Needs,
  purpose: Purpose,
  { id: userId }: Account,
): Promise<string> {
  const token = drawSecret();
  const expiresAt = after(clock.now(), authLimits.oneTimeToken);
  await issueOneTimeToken(db, { userId, purpose, digest: digestOf(token), expiresAt });
  return `${env.APP_URL.replace(/\/$/, '')}/${purpose}#token=${token}`;
}
