import { decode, encode, LIMITS } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {{ id: number, opCode: number, body: Doc, wantsReply: boolean }} Request */

export const OP = { reply: 1, query: 2004, message: 2013 };
const HEADER = 16;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const REQUIRED_FLAGS = 0xffff;

/** The peer does not speak the protocol; its socket is closed. */
export class ProtocolError extends Error {}

/** Cuts a stream of bytes into messages. @returns {(chunk: Buffer) => Buffer[]} */
export function makeSplitter() {
  /** @type {Buffer[]} */
  let chunks = [];
  let size = 0;
  return (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    const messages = [];
    while (size >= HEADER) {
      const length = checkHeader(firstBytes(chunks));
      if (size < length) break;
      const all = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
      messages.push(all.subarray(0, length));
      chunks = [all.subarray(length)];
      size -= length;
    }
    return messages;
  };
}

/** @param {Buffer[]} chunks */
function firstBytes(chunks) {
  if (chunks[0].length < HEADER) chunks.splice(0, chunks.length, Buffer.concat(chunks));
  return chunks[0];
}

/**
 * Looked at before the rest arrives, so that a peer of another protocol is not waited for.
 * @param {Buffer} header
 */
function checkHeader(header) {
  const length = header.readInt32LE(0);
  if (length < HEADER || length > LIMITS.message)
    throw new ProtocolError(`message length ${length}`);
  const opCode = header.readInt32LE(12);
  if (opCode !== OP.message && opCode !== OP.query) throw new ProtocolError(`opcode ${opCode}`);
  return length;
}

/** @param {Buffer} message @returns {Request} */
export function readRequest(message) {
  const id = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  try {
    if (opCode === OP.message) return { id, opCode, ...readMessage(message) };
    return { id, opCode, wantsReply: true, ...readQuery(message) };
  } catch (error) {
    throw new ProtocolError('malformed message', { cause: error });
  }
}

/** @param {Buffer} message */
function readMessage(message) {
  const flags = message.readUInt32LE(HEADER);
  if (flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME))
    throw new ProtocolError(`flags ${flags}`);
  const end = message.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  /** @type {Doc | undefined} */
  let body;
  /** @type {Doc} */
  const sequences = {};
  let at = HEADER + 4;
  while (at < end) {
    const kind = message[at];
    const part = sized(message, at + 1, end);
    if (kind === 0 && !body) body = decode(part);
    else if (kind === 1) Object.assign(sequences, readSequence(part));
    else throw new ProtocolError(`section ${kind}`);
    at += 1 + part.length;
  }
  if (!body) throw new ProtocolError('no body');
  return { body: { ...body, ...sequences }, wantsReply: (flags & MORE_TO_COME) === 0 };
}

/**
 * @param {Buffer} bytes
 * @param {number} at
 * @param {number} end
 * @returns {Buffer} what begins with its own length
 */
function sized(bytes, at, end) {
  const length = bytes.readInt32LE(at);
  if (length < 5 || at + length > end) throw new ProtocolError(`section length ${length}`);
  return bytes.subarray(at, at + length);
}

/** @param {Buffer} part @returns {Doc} */
function readSequence(part) {
  const nameEnd = part.indexOf(0, 4);
  const docs = [];
  let at = nameEnd + 1;
  while (at < part.length) {
    const bytes = sized(part, at, part.length);
    docs.push(decode(bytes));
    at += bytes.length;
  }
  return { [part.toString('utf8', 4, nameEnd)]: docs };
}

/** @param {Buffer} message only a hello comes in this old form */
function readQuery(message) {
  const nameEnd = message.indexOf(0, HEADER + 4);
  const collection = message.toString('utf8', HEADER + 4, nameEnd);
  const body = decode(sized(message, nameEnd + 9, message.length));
  return { collection, body: { ...(body.$query ?? body), $db: collection.split('.')[0] } };
}

/** @param {Request} request @param {Doc} reply @param {number} id */
export function writeReply(request, reply, id) {
  const doc = encode(reply);
  const isQuery = request.opCode === OP.query;
  const prefix = Buffer.alloc(isQuery ? HEADER + 20 : HEADER + 5);
  prefix.writeInt32LE(prefix.length + doc.length, 0);
  prefix.writeInt32LE(id, 4);
  prefix.writeInt32LE(request.id, 8);
  prefix.writeInt32LE(isQuery ? OP.reply : OP.message, 12);
  if (isQuery) prefix.writeInt32LE(1, HEADER + 16);
  return Buffer.concat([prefix, doc]);
}
