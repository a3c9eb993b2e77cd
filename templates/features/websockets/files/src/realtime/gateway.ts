import type { Server as HttpServer } from 'node:http';
import type { Deps } from '../app.ts';
import { limitMessages } from './flood.ts';
import { handshake } from './handshake.ts';
import { answerMessages } from './messages.ts';
import { roomInput, sayInput } from './protocol.ts';
import { openRooms } from './rooms.ts';
import { watchSessions } from './sessions.ts';
import { roomOfUser } from './sockets.ts';

export interface Realtime {
  /** Answers what has come, tells everybody, and hangs up. */
  readonly close: () => Promise<void>;
}

export type StartRealtime = (server: HttpServer) => Realtime;

/** Sockets on the server of the app: who is let in, and what each message leads to. */
export const startRealtime =
  (deps: Deps): StartRealtime =>
  (server) => {
    const { io } = deps.sockets;
    const rooms = openRooms(deps);
    const sessions = watchSessions(deps, rooms);
    const { answering, settle } = answerMessages(deps, sessions);
    let isClosing = false;

    io.use(handshake(deps));
    io.on('connection', (socket) => {
      limitMessages(socket, deps);
      void socket.join(roomOfUser(socket.data.identity.userId));
      socket.on('room:enter', answering(socket, roomInput, rooms.enter));
      socket.on('room:leave', answering(socket, roomInput, rooms.leave));
      socket.on('room:say', answering(socket, sayInput, rooms.say));
      socket.on('disconnecting', () => {
        if (!isClosing) rooms.disconnect(socket);
      });
      sessions.begin(socket);
    });
    io.attach(server);

    return {
      close: async () => {
        isClosing = true;
        sessions.close();
        io.local.emit('stopping');
        await settle();
        // The connection ends, and not the socket: clients connect again by themselves, to another instance.
        io.engine.close();
      },
    };
  };
