/** A web server without `node:http`: bytes come in from a socket, a response goes out. */
import { createServer, type Server, type Socket } from 'node:net';
import {
  formatResponse,
  HttpError,
  parseRequest,
  type HttpRequest,
  type HttpResponse,
} from './http-message.ts';

export type Handler = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;
export type Log = (line: string) => void;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'];
const PATIENCE = 10_000;

/** One request a connection: it is closed when the response is out. */
export function createRawServer(handle: Handler, log: Log = () => {}): Server {
  return createServer({ allowHalfOpen: true }, (socket) => {
    socket.setTimeout(PATIENCE, () => socket.destroy());
    // The other side may go away at any time; that is its right, and no error of ours.
    socket.on('error', () => socket.destroy());
    void serve(socket, handle, log);
  });
}

async function serve(socket: Socket, handle: Handler, log: Log): Promise<void> {
  try {
    const request = await readRequest(socket);
    const response = await respond(request, handle, log);
    log(`${request.method} ${request.path} ${response.status}`);
    socket.end(formatResponse(response));
  } catch (error) {
    const status = error instanceof HttpError ? error.status : 500;
    const message = error instanceof HttpError ? error.message : 'Something went wrong here.';
    log(`unreadable request ${status}`);
    socket.end(formatResponse({ status, body: `${message}\n` }));
  }
}

async function respond(request: HttpRequest, handle: Handler, log: Log): Promise<HttpResponse> {
  if (!METHODS.includes(request.method))
    return { status: 405, headers: { allow: METHODS.join(', ') } };
  try {
    if (request.method !== 'HEAD') return await handle(request);
    const { body = '', ...head } = await handle({ ...request, method: 'GET' });
    const length = String(Buffer.byteLength(body));
    return { ...head, headers: { ...head.headers, 'content-length': length } };
  } catch (error) {
    // The caller learns that it failed; why it failed is written down here.
    log(String(error));
    return { status: 500, body: 'Something went wrong here.\n' };
  }
}

function readRequest(socket: Socket): Promise<HttpRequest> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      try {
        const request = parseRequest(bytes);
        if (request) resolve(request);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    socket.on('end', () => reject(new HttpError(400, 'The request ended too early.')));
  });
}
