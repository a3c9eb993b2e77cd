import type { Deps } from '../app.ts';
import { realtimeLimits } from '../constants/realtime-limits.ts';
import type { Whose } from '../utils/identities.ts';
import type { ClientSocket } from './protocol.ts';
import type { Rooms } from './rooms.ts';

type Needs = Pick<Deps, 'services' | 'sockets' | 'identities' | 'log'>;

export type SocketSessions = ReturnType<typeof watchSessions>;

/** A socket lives as long as its session, and no second longer. */
export function watchSessions({ services, sockets, identities, log }: Needs, rooms: Rooms) {
  const { io, isShared } = sockets;

  /** @returns whether the session lives; if not, the socket is gone */
  const isAlive = async (socket: ClientSocket): Promise<boolean> => {
    const identity = await services.sessions.identify(socket.data.identity.sessionId);
    if (!identity) socket.disconnect(true);
    else socket.data.identity = identity;
    return identity !== undefined;
  };

  const look = async (socket: ClientSocket): Promise<void> => {
    if (await isAlive(socket)) await rooms.tidy(socket);
  };

  const lookAt = (isMeant: (socket: ClientSocket) => boolean): void => {
    for (const socket of io.of('/').sockets.values()) {
      if (!isMeant(socket)) continue;
      look(socket).catch((error: unknown) => {
        log.warn({ err: error }, 'the session of a socket could not be looked at');
      });
    }
  };

  const lookAtThoseOf = ({ sessionId, userId }: Whose): void =>
    lookAt(({ data: { identity } }) => {
      return identity.sessionId === sessionId || identity.userId === userId;
    });

  identities.onForgotten((of) => {
    lookAtThoseOf(of);
    if (isShared) io.serverSideEmit('forgotten', of);
  });
  io.on('forgotten', (of) => {
    identities.forgetHere(of);
    lookAtThoseOf(of);
  });
  // A command may have ended one, or another instance while it could not tell us; and each ends some day.
  const timer = setInterval(() => lookAt(() => true), realtimeLimits.lookAgain);

  return {
    isAlive,
    /** The session may have ended between the token and the connection. */
    begin: (socket: ClientSocket): void => lookAt((other) => other === socket),
    close: (): void => clearInterval(timer),
  };
}
