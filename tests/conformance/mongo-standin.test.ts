import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Decimal128, MongoClient, ObjectId } from 'mongodb';
import type { Document } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startStandin } from '../../templates/databases/mongo/files/tools/local/mongo-standin.mjs';
import { mongoConformance } from './mongo.suite.ts';
import { failure } from './mongo/fixture.ts';

const script = fileURLToPath(
  new URL('../../templates/databases/mongo/files/tools/local/mongo-standin.mjs', import.meta.url),
);
const silent = () => {};
let standin: Awaited<ReturnType<typeof startStandin>>;

beforeAll(async () => {
  standin = await startStandin({ log: silent });
});
afterAll(() => standin.close());

mongoConformance('the Mongo stand-in', () => standin.url, { transactions: true });

describe('the data file', () => {
  let dir: string;
  let dataFile: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'standin-'));
    dataFile = join(dir, 'deep', 'data.jsonl');
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const session = async (work: (client: MongoClient) => Promise<void>) => {
    const own = await startStandin({ dataFile, log: silent });
    const connection = await new MongoClient(own.url).connect();
    await work(connection);
    await connection.close();
    await own.close();
  };

  test('keeps documents and indexes over a restart', async () => {
    const doc = {
      _id: new ObjectId(),
      email: 'a@b.c',
      price: Decimal128.fromString('1.10'),
      at: new Date('1969-01-01'),
      big: 9_007_199_254_740_993n,
      pattern: /x/i,
    };
    await session(async (connection) => {
      const people = connection.db('shop').collection<Document>('people');
      await people.createIndex({ email: 1 }, { unique: true });
      await people.insertOne(doc);
    });
    await session(async (connection) => {
      const people = connection.db('shop').collection<Document>('people', { useBigInt64: true });
      expect(await people.findOne({ email: 'a@b.c' })).toEqual(doc);
      expect((await failure(people.insertOne({ email: 'a@b.c' }))).code).toBe(11000);
    });
    expect(await readdir(join(dir, 'deep'))).toEqual(['data.jsonl']);
  });
  test('is written while the stand-in runs, without what is not committed', async () => {
    await session(async (connection) => {
      const people = connection.db('shop').collection<Document>('people');
      await people.insertOne({ name: 'seen' });
      const open = connection.startSession();
      open.startTransaction();
      await people.insertOne({ name: 'hidden' }, { session: open });
      await vi.waitFor(async () => expect(await readFile(dataFile, 'utf8')).toContain('seen'));
      expect(await readFile(dataFile, 'utf8')).not.toContain('hidden');
      await open.abortTransaction();
      await open.endSession();
    });
  });
  test('that is no data file is left alone', async () => {
    dataFile = join(dir, 'notes.txt');
    await writeFile(dataFile, 'my notes');
    await expect(startStandin({ dataFile, log: silent })).rejects.toThrow(/not a data file/);
    expect(await readFile(dataFile, 'utf8')).toBe('my notes');
    expect(await readdir(dir)).toEqual(['notes.txt']);
  });
  test('belongs to one stand-in at a time', async () => {
    await session(async () => {
      await expect(startStandin({ dataFile, log: silent })).rejects.toThrow(/in use by process/);
    });
  });
  test('with the lock of a dead process is opened', async () => {
    await session(async () => {});
    await writeFile(`${dataFile}.lock`, '999999999');
    await session(async () => {});
  });
});

describe('starting and stopping', () => {
  afterEach(() => vi.unstubAllEnvs());

  test('NODE_ENV=production is refused', async () => {
    vi.stubEnv('NODE_ENV', 'production');
    await expect(startStandin({ log: silent })).rejects.toThrow(/refuses NODE_ENV=production/);
  });
  test('a start says in one line what it is', async () => {
    const lines: string[] = [];
    const own = await startStandin({ log: (line: string) => lines.push(line) });
    await own.close();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^mongo: stand-in \(not a real MongoDB\) on 127\.0\.0\.1:\d+ .*mongod.*MONGODB_URL$/,
    );
  });
  test('a port that is taken is an error, and nothing stays open', async () => {
    await expect(startStandin({ port: standin.port, log: silent })).rejects.toThrow(/EADDRINUSE/);
  });
  test('after close the port is free and transactions are gone', async () => {
    const own = await startStandin({ log: silent });
    const connection = await new MongoClient(own.url, { serverSelectionTimeoutMS: 100 }).connect();
    const open = connection.startSession();
    open.startTransaction();
    await connection.db('a').collection('b').insertOne({}, { session: open });
    await own.close();
    await connection.close();
    const again = await startStandin({ port: own.port, log: silent });
    await again.close();
  });
  test('documents of a TTL index expire', async () => {
    const own = await startStandin({ log: silent, sweepEvery: 20 });
    const connection = await new MongoClient(own.url).connect();
    const codes = connection.db('a').collection<Document>('codes');
    await codes.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    await codes.insertMany([
      { n: 1, at: new Date(Date.now() - 61_000) },
      { n: 2, at: new Date() },
      { n: 3, at: 'never' },
    ]);
    await vi.waitFor(async () => expect(await codes.distinct('n')).toEqual([2, 3]));
    await connection.close();
    await own.close();
  });
  test.each(['SIGTERM', 'SIGINT'] as const)('as a script it ends on %s', async (signal) => {
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(String(line))?.[1]);
    const connection = await new MongoClient(
      `mongodb://127.0.0.1:${port}/?replicaSet=standin`,
    ).connect();
    child.kill(signal);
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
    await connection.close();
  });
});
