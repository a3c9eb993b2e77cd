import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between the app and its database, so that a test can take the database away. */
export interface Proxy {
  readonly url: string;
  /** What is open breaks, what comes next is refused. */
  readonly cut: () => Promise<void>;
  readonly restore: () => Promise<void>;
}

export async function startProxy(url: string): Promise<Proxy> {
  const { hostname, port: target } = new URL(url);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const server = createServer((socket) => {
    const upstream = keep(connect(Number(target), hostname));
    keep(socket).pipe(upstream).pipe(socket);
  });
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  return {
    url: url.replace(`:${target}/`, `:${port}/`),
    cut: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    restore: async () => {
      await listen(port);
    },
  };
}
