/** HTTPS is the same HTTP, inside a connection that nobody on the way can read or change. */
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Certificate } from './certificate.ts';

export const createSecureServer = (
  { key, cert }: Certificate,
  answer: RequestListener = letterbox,
): Server => createServer({ key, cert, minVersion: 'TLSv1.2' }, answer);

const letterbox: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.end('This came in a locked box.\n');
};
