import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { expect, onTestFinished } from 'vitest';
import type { ServerEvents } from '../../src/realtime/protocol.ts';
import type { Visitor } from './visitors.ts';

/** Any event with any data: tests also send what no client of ours would. */
interface Anything {
  readonly [event: string]: (...given: any[]) => void;
}

export interface Client {
  readonly socket: Socket<Anything, Anything>;
  /** @returns what the server answers */
  readonly ask: (event: string, ...given: unknown[]) => Promise<any>;
  /** what came so far under that name */
  readonly heard: (event: keyof ServerEvents) => readonly any[];
  /** why the connection ended, when it did */
  readonly ended: () => string | undefined;
}

type Options = Partial<ManagerOptions & SocketOptions>;

export const tokenOf = ({ headers }: Pick<Visitor, 'headers'>): string =>
  headers.authorization.replace('Bearer ', '');

/** A client that is on its way; it is gone when the test is over. */
export function dial(url: string, options: Options = {}): Client {
  const socket: Client['socket'] = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...options,
  });
  const came: (readonly [string, unknown])[] = [];
  let reason: string | undefined;
  socket.onAny((event: string, data: unknown) => came.push([event, data]));
  socket.on('disconnect', (why: string) => (reason = why));
  onTestFinished(() => void socket.disconnect());
  return {
    socket,
    ask: (event, ...given) => socket.timeout(5_000).emitWithAck(event, ...given),
    heard: (event) => came.filter(([name]) => name === event).map(([, data]) => data),
    ended: () => reason,
  };
}

/** Somebody who is connected. */
export async function connect(url: string, who: Pick<Visitor, 'headers'>): Promise<Client> {
  const client = dial(url, { auth: { token: tokenOf(who) } });
  await expect.poll(() => client.socket.connected).toBe(true);
  return client;
}

/** @returns why the server does not let this one in */
export function refusalOf(url: string, options: Options): Promise<Error & { data?: any }> {
  const { socket } = dial(url, options);
  return new Promise((resolve, reject) => {
    socket.on('connect_error', resolve);
    socket.on('connect', () => reject(new Error('it was let in')));
  });
}
