import { once } from 'node:events';
import { connect } from 'node:net';
import { BSON, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStandin } from '../../templates/databases/mongo/files/tools/local/mongo-standin.mjs';

const silent = () => {};
let standin: Awaited<ReturnType<typeof startStandin>>;
let client: MongoClient;

beforeAll(async () => {
  standin = await startStandin({ log: silent });
  client = await new MongoClient(standin.url).connect();
});
afterAll(async () => {
  await client.close();
  await standin.close();
});

describe('garbage closes its own socket only', () => {
  const header = (length: number, opCode = 2013) => {
    const bytes = Buffer.alloc(16);
    [length, 1, 0, opCode].forEach((value, n) => bytes.writeInt32LE(value, n * 4));
    return bytes;
  };
  const message = (body: Buffer, opCode?: number) =>
    Buffer.concat([header(16 + body.length, opCode), body]);
  const cases: [string, Buffer][] = [
    ['a negative length', header(-1)],
    ['a length below the header', header(15)],
    ['a length above 48 MB', header(48_000_001)],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
    ['TLS', Buffer.from('1603010200010001fc03030011223344', 'hex')],
    ['an unknown opcode', message(Buffer.alloc(20), 2001)],
    ['a compressed message', message(Buffer.alloc(20), 2012)],
    ['unknown flags', message(Buffer.from([0xfc, 0, 0, 0, 0]))],
    ['no section', message(Buffer.alloc(4))],
    ['an unknown section', message(Buffer.from([0, 0, 0, 0, 9, 5, 0, 0, 0, 0]))],
    ['a section longer than its message', message(Buffer.from([0, 0, 0, 0, 0, 99, 0, 0, 0, 0]))],
    ['broken BSON', message(Buffer.from([0, 0, 0, 0, 0, 8, 0, 0, 0, 2, 65, 0, 0]))],
    [
      'a sequence without an end',
      message(Buffer.from([0, 0, 0, 0, 1, 9, 0, 0, 0, 65, 65, 65, 65, 65])),
    ],
    ['random bytes', Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 7919) % 251))],
  ];
  test.each(cases)('%s', async (_title, bytes) => {
    const socket = connect(standin.port, '127.0.0.1');
    socket.on('error', silent);
    const closed = once(socket, 'close');
    socket.write(bytes);
    await closed;
    expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
  });
  test('a message that never ends disturbs nobody', async () => {
    const socket = connect(standin.port, '127.0.0.1');
    socket.on('error', silent);
    socket.write(header(1000));
    expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
    socket.destroy();
  });
  test('a message in single bytes is understood', async () => {
    const socket = connect(standin.port, '127.0.0.1');
    const body = Buffer.concat([Buffer.alloc(5), BSON.serialize({ ping: 1, $db: 'admin' })]);
    for (const byte of message(body)) {
      socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const [reply] = (await once(socket, 'data')) as [Buffer];
    expect(reply.readInt32LE(12)).toBe(2013);
    expect(reply.includes('ok')).toBe(true);
    socket.destroy();
  });
});
