/** A DNS server with a phonebook of its own, so that no test needs the internet. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { TestContext } from 'node:test';

const HEADER = 12;
const NO_SUCH_NAME = 3;

/** @returns its address, as `Resolver.setServers` wants it */
export async function startDns(
  book: Readonly<Record<string, string>>,
  test: TestContext,
): Promise<string> {
  const socket = createSocket('udp4');
  test.after(() => socket.close());
  socket.on('message', (question, from) => socket.send(answer(question, book), from.port));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return `127.0.0.1:${socket.address().port}`;
}

function answer(question: Buffer, book: Readonly<Record<string, string>>): Buffer {
  const { name, end } = readName(question);
  const address = book[name];
  const header = Buffer.alloc(HEADER);
  question.copy(header, 0, 0, 2); // the number of the question
  header.writeUInt16BE(0x8180 + (address === undefined ? NO_SUCH_NAME : 0), 2);
  header.writeUInt16BE(1, 4); // one question
  header.writeUInt16BE(address === undefined ? 0 : 1, 6); // how many answers
  const asked = question.subarray(HEADER, end + 4);
  return Buffer.concat([header, asked, address === undefined ? Buffer.alloc(0) : record(address)]);
}

/** `3www7example3com0` → `www.example.com` */
function readName(question: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = HEADER;
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

/** Points back to the name in the question; type A, class IN, good for 60 seconds. */
const record = (address: string): Buffer =>
  Buffer.from([0xc0, HEADER, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split('.').map(Number)]);
