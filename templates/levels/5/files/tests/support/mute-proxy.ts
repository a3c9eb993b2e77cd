import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between the app and its database. */
export interface MuteProxy {
  readonly port: number;
  /** Resolves when the words came by. Since then no answer reaches the app. */
  readonly isMute: Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Words {
  readonly heard: RegExp;
  /** whether these words, and those after them, still reach the database */
  readonly passOn: boolean;
}

/** Lets everything through until it hears certain words. */
export async function startMuteProxy(target: number, words: Words): Promise<MuteProxy> {
  const sockets = new Set<Socket>();
  let fallSilent = (): void => undefined;
  let hasHeard = false;
  const isMute = new Promise<void>((resolve) => (fallSilent = resolve));
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    keep(client);
    const database = keep(connect(target, '127.0.0.1'));
    client.on('data', (bytes) => {
      hasHeard ||= words.heard.test(bytes.toString('latin1'));
      if (words.passOn || !hasHeard) database.write(bytes);
      if (hasHeard) fallSilent();
    });
    database.on('data', (bytes) => hasHeard || client.write(bytes));
    client.on('close', () => database.destroy());
    database.on('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    isMute,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
