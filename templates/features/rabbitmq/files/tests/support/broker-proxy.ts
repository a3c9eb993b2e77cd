import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between a service and the broker, so that a test can take the broker away. */
export interface BrokerProxy {
  readonly url: string;
  /** What is open breaks, what comes next is refused. */
  readonly cut: () => void;
  /** To the broker it stood before, or to the one at this address. */
  readonly restore: (url?: string) => void;
  readonly close: () => Promise<void>;
}

export async function startBrokerProxy(url: string): Promise<BrokerProxy> {
  const address = new URL(url);
  let target = address.port;
  const sockets = new Set<Socket>();
  let isCut = false;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const server = createServer((socket) => {
    if (isCut) return void socket.destroy();
    const upstream = keep(connect(Number(target), address.hostname));
    keep(socket).pipe(upstream).pipe(socket);
    socket.on('close', () => upstream.destroy());
    upstream.on('close', () => socket.destroy());
  });
  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address.port = String((server.address() as AddressInfo).port);
  return {
    url: address.href,
    cut,
    restore: (to) => {
      if (to) target = new URL(to).port;
      isCut = false;
    },
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
