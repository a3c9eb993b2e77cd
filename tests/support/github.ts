/**
 * github.com and codeload.github.com on this machine: https with a certificate of our own, behind a proxy that leads
 * every host here and remembers which were asked for. What runs against it sets `https_proxy` and
 * `NODE_EXTRA_CA_CERTS`, as behind the proxy of a company: nothing in the product knows of it.
 */
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import fs from 'node:fs';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { certificateFor } from './certificate.ts';

export type Respond = (request: IncomingMessage, response: ServerResponse) => void;

export interface Github {
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  /** `github.com:443`, in the order in which they were asked for */
  readonly hosts: readonly string[];
  /** `github.com/user/repo/archive/…` */
  readonly urls: readonly string[];
  readonly close: () => Promise<void>;
}

export async function startGithub(respond: Respond, certFile: string): Promise<Github> {
  const { key, cert } = certificateFor(['github.com', 'codeload.github.com']);
  fs.writeFileSync(certFile, cert);
  const [hosts, urls, sockets]: [string[], string[], Set<Socket>] = [[], [], new Set()];
  const site = https.createServer({ key, cert }, (request, response) => {
    urls.push(`${request.headers.host}${request.url}`);
    respond(request, response);
  });
  const proxy = http.createServer();
  await Promise.all([site, proxy].map(listening));
  const { port: sitePort } = site.address() as AddressInfo;
  proxy.on('connect', ({ url = '' }: IncomingMessage, client: Socket) => {
    hosts.push(url);
    const upstream = connect(sitePort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    [client, upstream].forEach((socket) => socket.on('error', () => socket.destroy()));
  });
  [site, proxy].forEach((server) =>
    server.on('connection', (socket: Socket) => sockets.add(socket)),
  );
  const { port } = proxy.address() as AddressInfo;
  return {
    env: { https_proxy: `http://127.0.0.1:${port}`, NODE_EXTRA_CA_CERTS: certFile },
    port,
    hosts,
    urls,
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      await Promise.all([site, proxy].map(closed));
    },
  };
}

const listening = (server: Server): Promise<void> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => server.close(() => resolve()));

export const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** Branches and tags as git's protocol lists them. */
export function refsOf(refs: Readonly<Record<string, string>>): Buffer {
  const line = (text: string): string =>
    `${(Buffer.byteLength(text) + 4).toString(16).padStart(4, '0')}${text}`;
  const [first, ...rest] = Object.entries(refs).map(([name, commit]) => `${commit} ${name}`);
  const lines = [
    `${first}\0multi_ack symref=HEAD:refs/heads/main\n`,
    ...rest.map((row) => `${row}\n`),
  ];
  return Buffer.from(`${line('# service=git-upload-pack\n')}0000${lines.map(line).join('')}0000`);
}

/** A repository with one commit; its archive comes by way of codeload, as on the real one. */
export const repository =
  (archive: Buffer, refs: Readonly<Record<string, string>> = {}): Respond =>
  ({ url = '', headers }, response) => {
    if (url.includes('/info/refs'))
      return response.end(refsOf({ HEAD: COMMIT, 'refs/heads/main': COMMIT, ...refs }));
    if (headers.host === 'codeload.github.com') return response.end(archive);
    const commit = /\/archive\/(\w+)\.tar\.gz$/.exec(url)?.[1];
    const location = `https://codeload.github.com/acme/demo/tar.gz/${commit}`;
    return response.writeHead(302, { location }).end();
  };
