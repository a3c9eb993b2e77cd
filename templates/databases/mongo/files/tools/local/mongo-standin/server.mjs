import { createServer } from 'node:net';
import { answer } from './dispatch.mjs';
import { asCommandError, CommandError } from './errors.mjs';
import { makeSplitter, OP, readRequest, writeReply } from './wire.mjs';

/** @typedef {import('./dispatch.mjs').Services} Services */
/** @typedef {(connectionId: number) => Services} ServicesOf */

const HELLO = new Set(['hello', 'isMaster', 'ismaster']);

/** @param {ServicesOf} servicesOf */
export function makeServer(servicesOf) {
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  let connections = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, servicesOf(connections));
  });
  const disconnect = () => sockets.forEach((socket) => socket.destroy());
  return { server, disconnect };
}

/** @param {import('node:net').Socket} socket @param {Services} services */
function serve(socket, services) {
  const split = makeSplitter();
  let last = Promise.resolve();
  let replies = 0;
  const handle = async (/** @type {Buffer} */ message) => {
    const request = readRequest(message);
    const reply = await respond(request, services);
    replies += 1;
    if (request.wantsReply && socket.writable) socket.write(writeReply(request, reply, replies));
  };
  const fail = () => void socket.destroy();
  socket.on('error', fail);
  socket.on('data', (chunk) => {
    try {
      for (const message of split(chunk)) last = last.then(() => handle(message)).catch(fail);
    } catch {
      fail();
    }
  });
}

/** @param {import('./wire.mjs').Request} request @param {Services} services */
async function respond({ opCode, body }, services) {
  const [name = ''] = Object.keys(body);
  if (opCode === OP.query && !HELLO.has(name)) return unsupportedQuery(name);
  return answer(body, services);
}

/** @param {string} name */
function unsupportedQuery(name) {
  const message = `Unsupported OP_QUERY command: ${name}. The client driver may require an upgrade.`;
  const { code, codeName } = asCommandError(new CommandError(352, message));
  return { ok: 0, errmsg: message, code, codeName };
}
