import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import mongoose from 'mongoose';

const HOST = '127.0.0.1';
const REPLICA_SET = 'rs0';
const READY_WITHIN = 30_000;
const STOP_WITHIN = 10_000;
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
const NOT_YET_INITIALIZED = 94;

/** @param {string} binary */
export async function versionOf(binary) {
  const { stdout } = await promisify(execFile)(binary, ['--version']);
  return /v(\d+\.\d+\.\d+)/.exec(stdout)?.[1] ?? 'of unknown version';
}

/**
 * A mongod of our own: a replica set of one, because without a set there are no transactions.
 * @param {{ binary: string, dataDir?: string | undefined }} options without `dataDir` the data goes away with the process
 */
export async function startMongod({ binary, dataDir }) {
  const path = dataDir ?? (await mkdtemp(join(tmpdir(), 'mongo-')));
  await mkdir(path, { recursive: true });
  const port = await freePort();
  const child = spawn(binary, argumentsFor(path, port), { stdio: ['ignore', 'pipe', 'pipe'] });
  const output = keepTail(child);
  const cleanUp = () => {
    if (!dataDir) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  };
  // Kept data deserves a clean end; of what is thrown away nobody needs to take leave.
  const forget = endWithParent(() => {
    child.kill(dataDir ? 'SIGTERM' : 'SIGKILL');
    cleanUp();
  });
  const stop = async () => {
    forget();
    await end(child);
    cleanUp();
  };
  try {
    await once(child, 'spawn');
    await untilListening(port, child, output);
    await initiate(port);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    address: `${HOST}:${port}`,
    url: `mongodb://${HOST}:${port}/?replicaSet=${REPLICA_SET}`,
    stop,
  };
}

/** @param {string} path @param {number} port */
const argumentsFor = (path, port) => [
  ...['--dbpath', path, '--port', String(port), '--bind_ip', HOST, '--replSet', REPLICA_SET],
  ...['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '64'],
  ...(process.platform === 'win32' ? [] : ['--nounixsocket']),
];

async function freePort() {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => string} what it said last
 */
function keepTail(child) {
  let tail = '';
  const keep = (/** @type {Buffer} */ chunk) => void (tail = (tail + chunk).slice(-2000));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => tail;
}

/**
 * @param {number} port
 * @param {import('node:child_process').ChildProcess} child
 * @param {() => string} output
 */
async function untilListening(port, child, output) {
  const deadline = Date.now() + READY_WITHIN;
  while (!(await accepts(port))) {
    if (child.exitCode !== null)
      throw new Error(`mongod ended with code ${child.exitCode}:\n${output()}`);
    if (Date.now() > deadline) throw new Error(`mongod does not listen:\n${output()}`);
    await wait(50);
  }
}

/** @param {number} port */
async function accepts(port) {
  const socket = connect(port, HOST);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** @param {number} port */
async function initiate(port) {
  const client = new mongoose.mongo.MongoClient(
    `mongodb://${HOST}:${port}/?directConnection=true`,
    {
      serverSelectionTimeoutMS: READY_WITHIN,
    },
  );
  try {
    await client.connect();
    const admin = client.db('admin');
    await configure(admin, `${HOST}:${port}`);
    await becomePrimary(admin);
  } finally {
    await client.close();
  }
}

/** @param {import('mongodb').Db} admin @param {string} host */
async function configure(admin, host) {
  const config = await admin.command({ replSetGetConfig: 1 }).catch((error) => {
    if (error.code === NOT_YET_INITIALIZED) return undefined;
    throw error;
  });
  const members = [{ _id: 0, host }];
  if (!config) {
    await admin.command({ replSetInitiate: { _id: REPLICA_SET, members } });
    return;
  }
  // A data folder remembers the port of the last start.
  const next = { ...config.config, members, version: config.config.version + 1 };
  await admin.command({ replSetReconfig: next, force: true });
}

/** @param {import('mongodb').Db} admin */
async function becomePrimary(admin) {
  const deadline = Date.now() + READY_WITHIN;
  while (!(await admin.command({ hello: 1 })).isWritablePrimary) {
    if (Date.now() > deadline) throw new Error('mongod did not become primary in time');
    await wait(50);
  }
}

/** @param {import('node:child_process').ChildProcess} child */
async function end(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN);
  await ended;
  clearTimeout(timer);
}

/** No mongod stays behind when this process ends first. @param {() => void} onExit */
function endWithParent(onExit) {
  // Whoever else listens decides when to exit. Alone, we must: a listener switches that off.
  const onSignal = (/** @type {NodeJS.Signals} */ signal) => {
    if (process.listenerCount(signal) === 0) process.exit(128 + constants.signals[signal]);
  };
  process.once('exit', onExit);
  SIGNALS.forEach((signal) => process.once(signal, onSignal));
  return () => {
    process.off('exit', onExit);
    SIGNALS.forEach((signal) => process.off(signal, onSignal));
  };
}
