/** A web client without `fetch`: it writes a request into a socket and reads until the other side closes. */
import { once } from 'node:events';
import { createConnection } from 'node:net';
import {
  formatRequest,
  parseResponse,
  type HttpRequest,
  type HttpResponse,
} from './http-message.ts';

const PATIENCE = 10_000;

export interface Exchange {
  /** the text that went out, as it went out */
  readonly sent: string;
  /** the text that came back, as it came back */
  readonly received: string;
  readonly response: Required<HttpResponse>;
}

export async function send(
  url: string,
  { method = 'GET', headers = {}, body = '' }: Partial<HttpRequest> = {},
): Promise<Exchange> {
  const { hostname, port, host, pathname, search } = new URL(url);
  const own = { host, connection: 'close' };
  const request = { method, path: pathname + search, headers: { ...own, ...headers }, body };
  const sent = formatRequest(request);
  const bytes = await talk({ hostname, port: Number(port || 80) }, sent);
  return { sent, received: bytes.toString(), response: parseResponse(bytes) };
}

interface Address {
  readonly hostname: string;
  readonly port: number;
}

/** Sends any text to an address; also for messages that no well-behaved client would send. */
export async function talk({ hostname, port }: Address, text: string): Promise<Buffer> {
  const socket = createConnection({ host: hostname, port, allowHalfOpen: true });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(socket, 'connect');
  socket.write(text);
  await once(socket, 'end', { signal: AbortSignal.timeout(PATIENCE) });
  socket.end();
  return Buffer.concat(chunks);
}
