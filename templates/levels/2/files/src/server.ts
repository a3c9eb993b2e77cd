import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { limits } from './constants/limits.ts';

export interface Address {
  readonly port: number;
  readonly host?: string | undefined;
}

export interface RunningServer {
  readonly port: number;
  /** Takes no new connections and resolves when the last request is answered. */
  readonly close: () => Promise<void>;
}

const SWEEP = 100;

export async function listen(
  app: RequestListener,
  address: Address,
  timeouts: Partial<typeof limits.server> = {},
): Promise<RunningServer> {
  const { maxRequestsPerSocket, ...options } = { ...limits.server, ...timeouts };
  const server = createServer(options, app);
  server.maxRequestsPerSocket = maxRequestsPerSocket;
  server.listen(address);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      // A connection becomes idle when its last answer is out, and clients like to keep it.
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP);
      await closed.finally(() => clearInterval(sweep));
      // The last answer still has its log line to write.
      await setImmediate();
    },
  };
}
