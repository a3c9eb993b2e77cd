/** Opening a port, and saying in plain words why it would not open. */
import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';

const REASONS: Readonly<Record<string, (port: number) => string>> = {
  EADDRINUSE: (port) =>
    `Port ${port} is taken: another program listens there, often an older copy of this one. Stop it, or take another port.`,
  EACCES: (port) =>
    `Port ${port} is not open to you: on many systems the ports below 1024 belong to the administrator.`,
};

/** Port 0 means any that is free. @returns the port that it became */
export async function listen(server: Server, port: number, host = '127.0.0.1'): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    throw new Error(explain(cause, port), { cause });
  }
  return (server.address() as AddressInfo).port;
}

function explain(cause: unknown, port: number): string {
  const { code = '', message = '' } = cause as NodeJS.ErrnoException;
  return REASONS[code]?.(port) ?? message;
}
