import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between the app and Redis, so that a test can take Redis away. */
export interface RedisProxy {
  readonly url: string;
  /** What is open breaks, what comes next is refused. */
  readonly cut: () => void;
  /** What is open stays open, and nothing is answered any more. */
  readonly stall: () => void;
  readonly restore: () => void;
  readonly close: () => Promise<void>;
}

export async function startRedisProxy(url: string): Promise<RedisProxy> {
  const { hostname, port: target } = new URL(url);
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'stalled' = 'open';
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const server = createServer((socket) => {
    if (state === 'cut') return void socket.destroy();
    const upstream = keep(connect(Number(target), hostname));
    keep(socket).on('close', () => upstream.destroy());
    socket.on('data', (bytes) => state === 'stalled' || upstream.write(bytes));
    upstream.on('close', () => socket.destroy()).pipe(socket);
  });
  const change = (next: typeof state, breaks: boolean) => (): void => {
    state = next;
    if (breaks) for (const socket of sockets) socket.destroy();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: change('cut', true),
    stall: change('stalled', false),
    restore: change('open', true),
    close: async () => {
      change('cut', true)();
      server.close();
      await once(server, 'close');
    },
  };
}
