import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { limits } from './constants/limits.ts';
import type { StartRealtime } from './realtime/gateway.ts';

export interface Address {
  readonly port: number;
  readonly host?: string | undefined;
}

export interface RunningServer {
  readonly port: number;
  /** Takes no new connections, hangs up its sockets, and resolves when the last request is answered. */
  readonly close: () => Promise<void>;
}

type Listener = RequestListener & { readonly startRealtime?: StartRealtime };

const SWEEP = 100;

export async function listen(
  app: Listener,
  address: Address,
  timeouts: Partial<typeof limits.server> = {},
): Promise<RunningServer> {
  const { maxRequestsPerSocket, ...options } = { ...limits.server, ...timeouts };
  const server = createServer(options, app);
  server.maxRequestsPerSocket = maxRequestsPerSocket;
  const realtime = app.startRealtime?.(server);
  server.listen(address);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      // A connection becomes idle when its last answer is out, and clients like to keep it.
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP);
      await realtime?.close();
      await closed.finally(() => clearInterval(sweep));
      // The last answer still has its log line to write.
      await setImmediate();
    },
  };
}
