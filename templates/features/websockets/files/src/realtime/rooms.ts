import type { Deps } from '../app.ts';
import { realtimeLimits } from '../constants/realtime-limits.ts';
import { AppError } from '../errors/app-error.ts';
import type { Identity } from '../utils/identity.ts';
import { roomKinds } from './room-kinds.ts';
import type { ClientSocket, RoomInput, RoomView, Said, SayInput } from './protocol.ts';

type Needs = Pick<Deps, 'services' | 'sockets' | 'history' | 'clock' | 'ids' | 'log'>;

export type Rooms = ReturnType<typeof openRooms>;

/** Who may be where, who is there, and what is said. */
export function openRooms(deps: Needs) {
  const { sockets, history, clock, ids, log } = deps;
  const kinds = roomKinds(deps);

  const mayBeIn = async (room: string, who: Identity): Promise<boolean> => {
    const [kind = '', id = ''] = room.split(':');
    return Object.hasOwn(kinds, kind) && (await kinds[kind]?.(id, who)) === true;
  };

  /** Without those that a socket is in by itself. */
  const roomsOf = (socket: ClientSocket): readonly string[] =>
    [...socket.rooms].filter((room) => Object.hasOwn(kinds, room.split(':')[0] ?? ''));

  /** Everybody in a room but this socket: on all instances, or on ours while they cannot be asked. */
  const othersIn = async (room: string, socket: ClientSocket): Promise<readonly string[]> => {
    const { io } = sockets;
    const found = await io
      .in(room)
      .fetchSockets()
      .catch(() => io.local.in(room).fetchSockets());
    return found.filter(({ id }) => id !== socket.id).map(({ data }) => data.identity.userId);
  };

  /** A user is in a room once, with however many tabs. */
  const sayGoodbye = async (socket: ClientSocket, room: string): Promise<void> => {
    const { userId } = socket.data.identity;
    const others = await othersIn(room, socket);
    if (!others.includes(userId)) sockets.io.to(room).emit('room:left', { room, userId });
  };

  const leave = async (socket: ClientSocket, { room }: RoomInput): Promise<object> => {
    if (!socket.rooms.has(room)) return {};
    await socket.leave(room);
    await sayGoodbye(socket, room);
    return {};
  };

  return {
    enter: async (socket: ClientSocket, { room }: RoomInput): Promise<RoomView> => {
      const { identity } = socket.data;
      // Somebody else's does not exist for them: a refusal would tell that it does.
      if (!(await mayBeIn(room, identity))) throw noSuchRoom();
      if (socket.rooms.size > realtimeLimits.roomsOfSocket) throw tooManyRooms();
      const others = await othersIn(room, socket);
      const { userId } = identity;
      await socket.join(room);
      const said = await history.of(room);
      // Whoever lost the right since the first look was not in the room yet, to be put out of it.
      if (!(await mayBeIn(room, identity))) {
        await socket.leave(room);
        throw noSuchRoom();
      }
      if (!others.includes(userId)) socket.to(room).emit('room:entered', { room, userId });
      return { present: [...new Set([...others, userId])], history: said };
    },

    leave,

    say: async (socket: ClientSocket, { room, text }: SayInput): Promise<{ said: Said }> => {
      const { identity } = socket.data;
      if (!socket.rooms.has(room) || !(await mayBeIn(room, identity))) throw noSuchRoom();
      const at = clock.now().toISOString();
      const said = { id: ids.next(), room, userId: identity.userId, text, at };
      await history.add(said);
      sockets.io.to(room).emit('room:said', said);
      return { said };
    },

    /** Puts them out of rooms where they may not be any more. */
    tidy: async (socket: ClientSocket): Promise<void> => {
      for (const room of roomsOf(socket)) {
        if (!(await mayBeIn(room, socket.data.identity))) await leave(socket, { room });
      }
    },

    /** To be called while the socket is still in its rooms. */
    disconnect: (socket: ClientSocket): void => {
      for (const room of roomsOf(socket)) {
        sayGoodbye(socket, room).catch((error: unknown) => {
          log.warn({ err: error, room }, 'a room was left without a word');
        });
      }
    },
  };
}

const noSuchRoom = (): AppError => new AppError('not_found', 'There is no such room for you.');
const tooManyRooms = (): AppError =>
  new AppError('quota_exceeded', 'Leave a room before you enter another one.');
