/** One GET over https, to two hosts only, with a limit on everything. */
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import { VERSION } from '../version.ts';
import { LIMITS, megabytes } from './limits.ts';
import { placeOf, proxyFor, tunnel } from './proxy.ts';

const HOSTS: ReadonlySet<string> = new Set(['github.com', 'codeload.github.com']);

export interface Fetching {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** the user has had enough */
  readonly stop?: AbortSignal;
}

/** @throws UserError ENVIRONMENT for whatever is not an answer in full. */
export async function fetchBytes(url: string, fetching: Fetching): Promise<Buffer> {
  const late = AbortSignal.timeout(LIMITS.totalMs);
  const signal = AbortSignal.any([late, ...(fetching.stop ? [fetching.stop] : [])]);
  let at = new URL(url);
  for (let hop = 0; hop <= LIMITS.redirects; hop += 1) {
    requireKnown(at);
    const answer = await get(at, { ...fetching, stop: signal });
    if (Buffer.isBuffer(answer)) return answer;
    at = answer;
  }
  throw failed(at, `redirects more than ${LIMITS.redirects} times`);
}

/** A redirect may lead anywhere; we go to these hosts, over https. */
function requireKnown(url: URL): void {
  if (url.protocol === 'https:' && HOSTS.has(url.host) && url.username === '') return;
  throw new UserError(
    'ENVIRONMENT',
    `The fetch was led to ${printable(url.origin)}, and only ${[...HOSTS].join(' and ')} are asked, over https.`,
    'Nothing was written.',
  );
}

/** The body, or where a redirect leads. */
async function get(url: URL, fetching: Asking): Promise<Buffer | URL> {
  const proxy = proxyFor(url.hostname, fetching.env);
  let socket: Socket | undefined;
  try {
    socket = proxy && (await tunnel(proxy, url.hostname, fetching));
    return await answerOf(await ask(url, fetching, socket), url);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw failed(url, saying(cause, proxy), cause);
  } finally {
    // A proxy may keep it open, and us with it.
    socket?.destroy();
  }
}

async function answerOf(response: IncomingMessage, url: URL): Promise<Buffer | URL> {
  const { statusCode = 0, headers } = response;
  if (statusCode === 200) return bodyOf(response);
  response.destroy();
  if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined)
    return new URL(headers.location, url);
  throw answered(url, statusCode);
}

type Asking = Fetching & { readonly stop: AbortSignal };

function ask(url: URL, { stop }: Asking, socket: Socket | undefined): Promise<IncomingMessage> {
  // Whatever NODE_TLS_REJECT_UNAUTHORIZED says.
  const safe = { servername: url.hostname, rejectUnauthorized: true };
  // An agent would make a connection of its own.
  const way = socket
    ? { defaultPort: 443, createConnection: () => tls.connect({ socket, ...safe }) }
    : { agent: false, ...safe };
  return new Promise((resolve, reject) => {
    const request = https.request(url, {
      ...way,
      signal: stop,
      headers: { 'user-agent': `create-backendbytes/${VERSION}`, 'accept-encoding': 'identity' },
    });
    let stream: { destroy: (error: Error) => unknown } = request;
    request.setTimeout(LIMITS.quietMs, () =>
      stream.destroy(new Error(`nothing came for ${LIMITS.quietMs / 1000} seconds`)),
    );
    request.on('response', (response) => {
      stream = response;
      resolve(response);
    });
    request.on('error', reject).end();
  });
}

function bodyOf(response: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    response.on('data', (piece: Buffer) => {
      size += piece.length;
      pieces.push(piece);
      if (size > LIMITS.compressed)
        response.destroy(new Error(`it sends more than ${megabytes(LIMITS.compressed)}`));
    });
    response.on('end', () => resolve(Buffer.concat(pieces)));
    response.on('error', reject);
    response.on('close', () => reject(new Error('the connection broke off')));
  });
}

function saying(cause: unknown, proxy: URL | undefined): string {
  if (cause instanceof Error && cause.name === 'TimeoutError')
    return `was not done within ${LIMITS.totalMs / 1000} seconds`;
  const said = cause instanceof Error ? cause.message : String(cause);
  const through = proxy ? ` through the proxy ${placeOf(proxy)} (https_proxy)` : '';
  return `could not be read${through}: ${printable(said)}`;
}

const failed = (url: URL, what: string, cause?: unknown): UserError =>
  new UserError(
    'ENVIRONMENT',
    `${url.host} ${what}.`,
    'Nothing was written. Run it again, or fetch the template yourself: --template ./folder',
    { cause },
  );

function answered({ host, pathname }: URL, status: number): UserError {
  if (status === 403 || status === 429)
    return new UserError(
      'ENVIRONMENT',
      `${host} refuses for now (${status}): too many asked, or this is not for everybody.`,
      'Nothing was written. Wait and run it again; without --template no network is needed.',
    );
  const isMissing = status === 404 || status === 401;
  return new UserError(
    'ENVIRONMENT',
    isMissing
      ? `${host} has no ${printable(pathname)} for everybody to read (${status}).`
      : `${host} answers ${status}.`,
    isMissing
      ? 'Nothing was written. Is the name right, and the repository public?'
      : 'Nothing was written. Run it again later.',
  );
}
