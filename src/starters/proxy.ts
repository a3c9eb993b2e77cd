/** The proxy that the environment names, as curl and git read it: `https_proxy`, `no_proxy`. */
import http from 'node:http';
import type { Socket } from 'node:net';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import { LIMITS } from './limits.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** undefined: straight there. @throws UserError ENVIRONMENT for a proxy that is no http URL. */
export function proxyFor(host: string, env: Environment): URL | undefined {
  const text = env['https_proxy'] ?? env['HTTPS_PROXY'] ?? '';
  if (text === '' || isExempt(host, env['no_proxy'] ?? env['NO_PROXY'] ?? '')) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' && url.hostname !== '') return url;
  throw new UserError(
    'ENVIRONMENT',
    'https_proxy is not the URL of a proxy: http://host:port is expected.',
    'Set it, or unset it where there is no proxy.',
  );
}

const isExempt = (host: string, list: string): boolean =>
  list
    .split(/[\s,]+/)
    .map((word) => word.replace(/^\*?\./, '').toLowerCase())
    .some((word) => word === '*' || (word !== '' && `.${host}`.endsWith(`.${word}`)));

/** Host and port: never the password of a URL. */
export const placeOf = ({ host }: URL): string => printable(host);

/** A socket that the proxy passes on to port 443 of the host, still without TLS. */
export function tunnel(
  proxy: URL,
  host: string,
  { stop }: { readonly stop: AbortSignal },
): Promise<Socket> {
  const user = decodeURIComponent(`${proxy.username}:${proxy.password}`);
  const request = http.request({
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port === '' ? 80 : Number(proxy.port),
    method: 'CONNECT',
    path: `${host}:443`,
    headers: {
      host: `${host}:443`,
      ...(user === ':'
        ? {}
        : { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` }),
    },
    agent: false,
    signal: stop,
  });
  return new Promise((resolve, reject) => {
    request.on('connect', ({ statusCode }, socket: Socket) => {
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new Error(`it answers ${statusCode}`));
    });
    request.on('response', ({ statusCode }) => reject(new Error(`it answers ${statusCode}`)));
    request.on('error', reject);
    request.setTimeout(LIMITS.quietMs, () => request.destroy(new Error('it does not answer')));
    request.end();
  });
}
