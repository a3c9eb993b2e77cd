import { signAccessToken } from '../utils/access-tokens.ts';
import { drawRefreshSecret, writeRefreshToken } from '../utils/refresh-tokens.ts';
import type { ServiceDeps } from './index.ts';
import { endOfSession } from './sessions.service.ts';

/** Where somebody signs in from. */
export interface Device {
  readonly address: string;
  /** the address, or as much of it as one customer of a provider has */
  readonly network: string;
  readonly userAgent: string;
}

/** What somebody has who is signed in. */
export interface Tokens {
  readonly access: string;
  readonly refresh: string;
}

type Deps = Pick<ServiceDeps, 'unitOfWork' | 'env' | 'clock'>;

/** A new session for somebody who has shown who they are. */
export async function openSession(
  deps: Deps,
  userId: string,
  { address, userAgent }: Omit<Device, 'network'>,
): Promise<Tokens> {
  const { secret, digest } = drawRefreshSecret();
  const now = deps.clock.now();
  const session = { userId, digest, now, expiresAt: endOfSession(now, now), address, userAgent };
  const sessionId = await deps.unitOfWork.run(({ sessions }) => sessions.open(session));
  return tokensOf(deps, { userId, sessionId }, secret);
}

export const tokensOf = async (
  deps: Pick<Deps, 'env' | 'clock'>,
  session: { readonly userId: string; readonly sessionId: string },
  refreshSecret: string,
): Promise<Tokens> => ({
  access: await signAccessToken(deps, session),
  refresh: writeRefreshToken(session.sessionId, refreshSecret),
});
