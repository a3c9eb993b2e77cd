import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between the app and a server, and can be cut like a cable. */
export interface Proxy {
  readonly port: number;
  cut(): void;
  mend(): void;
  /** Takes bytes and passes none on. */
  stall(): void;
  close(): Promise<void>;
}

export async function startProxy(port: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'stalled' = 'open';
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => undefined).on('close', () => sockets.delete(client));
    if (state === 'cut') return client.destroy();
    const target = connect(port, '127.0.0.1');
    sockets.add(target);
    target.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.on('close', () => target.destroy());
    client.on('data', (bytes) => state === 'stalled' || target.write(bytes));
    target.on('data', (bytes) => state === 'stalled' || client.write(bytes));
    return undefined;
  });
  const destroyAll = (): void => sockets.forEach((socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      state = 'cut';
      destroyAll();
    },
    mend: () => {
      state = 'open';
      destroyAll();
    },
    stall: () => {
      state = 'stalled';
    },
    close: async () => {
      destroyAll();
      server.close();
      await once(server, 'close');
    },
  };
}
