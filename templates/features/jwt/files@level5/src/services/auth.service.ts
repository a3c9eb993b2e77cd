import { authLimits } from '../constants/auth-limits.ts';
import { AppError } from '../errors/app-error.ts';
import type { Repositories } from '../repositories/index.ts';
import type { Credentials } from '../schemas/auth.schema.ts';
import { after } from '../utils/clock.ts';
import { theftMail } from '../utils/mail-templates.ts';
import { drawRefreshSecret, readRefreshToken } from '../utils/refresh-tokens.ts';
import { checkCredentials } from './credentials.ts';
import type { ServiceDeps } from './index.ts';
import { endOfSession } from './sessions.service.ts';
import { openSession, tokensOf, type Device, type Tokens } from './sign-in.ts';

type Deps = Pick<
  ServiceDeps,
  | 'repositories'
  | 'unitOfWork'
  | 'env'
  | 'log'
  | 'clock'
  | 'passwords'
  | 'postOffice'
  | 'identities'
>;

type Rotation =
  { readonly kind: 'rotated' | 'reused'; readonly userId: string } | { readonly kind: 'refused' };

interface Presented {
  readonly sessionId: string;
  readonly digest: string;
  readonly next: string;
  readonly now: Date;
}

export function authService(deps: Deps) {
  const { unitOfWork, clock } = deps;

  return {
    signIn: async (
      credentials: Pick<Credentials, 'email' | 'password'>,
      device: Device,
    ): Promise<Tokens> => {
      const { id } = await checkCredentials(deps, credentials, device);
      return openSession(deps, id, device);
    },

    /** A token is good for one refresh. One that comes a second time was copied, and ends its session. */
    refresh: async (token: string): Promise<Tokens> => {
      const presented = readRefreshToken(token);
      if (!presented) throw expired();
      const { secret, digest: next } = drawRefreshSecret();
      const now = clock.now();
      const result = await unitOfWork.run((within) => rotate(within, { ...presented, next, now }));
      if (result.kind === 'reused') reportTheft(deps, presented.sessionId, result.userId);
      if (result.kind !== 'rotated') throw expired();
      return tokensOf(deps, { userId: result.userId, sessionId: presented.sessionId }, secret);
    },
  };
}

/** The session is locked before its token is looked at: no child of the family comes in while the family is ended. */
async function rotate({ sessions }: Repositories, presented: Presented): Promise<Rotation> {
  const { sessionId, digest, now } = presented;
  const session = await sessions.lock(sessionId, now);
  const token = await sessions.findToken(sessionId, digest);
  if (!session || !token) return { kind: 'refused' };
  const { userId, createdAt } = session;
  if (isCopy(token.usedAt, now)) {
    await sessions.revoke({ id: sessionId, userId, now });
    return { kind: 'reused', userId };
  }
  await sessions.replaceToken(presented);
  await sessions.prolong(sessionId, now, endOfSession(new Date(createdAt), now));
  return { kind: 'rotated', userId };
}

/** Tabs of one browser come with the same token at almost the same time; a thief comes later. */
const isCopy = (usedAt: Date | null, now: Date): boolean =>
  usedAt !== null && after(usedAt, authLimits.refreshGrace) < now;

const expired = (): AppError =>
  new AppError('unauthenticated', 'The session is over. Sign in again.');

function reportTheft(
  { repositories: { accounts }, log, postOffice, identities }: Deps,
  sessionId: string,
  userId: string,
): void {
  identities.forget({ sessionId });
  log.warn({ event: 'token_reuse', userId, sessionId }, 'a refresh token came twice');
  postOffice.post(async () => {
    const account = await accounts.find(userId);
    return account && theftMail({ to: account.email });
  });
}
