import type { IncomingMessage } from 'node:http';
import { Server } from 'socket.io';
import type { Env } from '../config/env.ts';
import { realtimeLimits } from '../constants/realtime-limits.ts';
import { joinInstances, type InstancesDeps } from './instances.ts';
import type { SocketServer } from './protocol.ts';

/** All who are connected, here or elsewhere. A message to nobody is no mistake. */
export interface Sockets {
  readonly io: SocketServer;
  /** whether what is said here is heard on other instances */
  readonly isShared: boolean;
  readonly close: () => void;
}

type SocketsDeps = InstancesDeps & { readonly env: Pick<Env, 'CORS_ORIGINS'> };

/** There from the start, so that services can speak; who listens comes with the server. */
export function openSockets(deps: SocketsDeps): Sockets {
  const { adapter, close } = joinInstances(deps);
  const io: SocketServer = new Server({
    // Long polling would send each request to another instance.
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: realtimeLimits.message,
    connectTimeout: realtimeLimits.handshake,
    allowRequest: (request, decide) => {
      const isAllowed = isFromOurPages(request, deps.env);
      decide(isAllowed ? null : 'This page may not connect.', isAllowed);
    },
    ...(adapter && { adapter }),
  });
  return { io, isShared: adapter !== undefined, close };
}

/** Browsers let any page open a socket, and say which one did. What is no browser says nothing. */
function isFromOurPages(
  { headers: { origin } }: IncomingMessage,
  { CORS_ORIGINS }: SocketsDeps['env'],
): boolean {
  return origin === undefined || CORS_ORIGINS.includes('*') || CORS_ORIGINS.includes(origin);
}

/** Where all sockets of a user are, without having asked. */
export const roomOfUser = (userId: string): string => `user:${userId}`;
