import type { Deps } from '../app.ts';
import { realtimeLimits } from '../constants/realtime-limits.ts';
import { AppError } from '../errors/app-error.ts';
import { findOwner } from '../middleware/authenticate.ts';
import type { Identity } from '../utils/identity.ts';
import type { ClientSocket } from './protocol.ts';
import { toRefusal } from './refusal.ts';
import { roomOfUser } from './sockets.ts';

type Needs = Pick<Deps, 'env' | 'clock' | 'services' | 'sockets' | 'log'>;

/** Who connects shows the access token that requests carry. It is no part of the address: addresses are logged. */
export function handshake(deps: Needs) {
  const ownerOf = findOwner(deps);

  const admit = async (socket: ClientSocket): Promise<Identity> => {
    const { token }: Record<string, unknown> = socket.handshake.auth;
    const identity = typeof token === 'string' ? await ownerOf(token) : undefined;
    if (!identity) throw new AppError('unauthenticated', 'Sign in first.');
    const { rooms } = deps.sockets.io.of('/').adapter;
    const open = rooms.get(roomOfUser(identity.userId))?.size ?? 0;
    if (open < realtimeLimits.socketsOfUser) return identity;
    throw new AppError('quota_exceeded', 'Too many connections of one user.');
  };

  return (socket: ClientSocket, next: (error?: Error) => void): void => {
    admit(socket).then(
      (identity) => {
        socket.data.identity = identity;
        next();
      },
      (error: unknown) => {
        const { code, message } = toRefusal(error, deps.log);
        next(Object.assign(new Error(message), { data: { code } }));
      },
    );
  };
}
