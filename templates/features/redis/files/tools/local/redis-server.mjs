import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const HOST = '127.0.0.1';
const PROGRAMS = ['redis-server', 'valkey-server'];
const READY_WITHIN = 10_000;
const keeper = fileURLToPath(import.meta.url);

/**
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<{ file: string, title: string } | undefined>} the first on the PATH
 */
export async function findInstalled(env) {
  const folders = (env.PATH ?? env.Path ?? '').split(path.delimiter).filter(Boolean);
  const ending = process.platform === 'win32' ? '.exe' : '';
  const places = PROGRAMS.flatMap((name) =>
    folders.map((folder) => ({ name, file: path.join(folder, name + ending) })),
  );
  const found = places.find(({ file }) => existsSync(file));
  if (!found) return undefined;
  const { stdout } = await promisify(execFile)(found.file, ['--version']);
  return { file: found.file, title: `${found.name} ${/\bv=(\S+)/.exec(stdout)?.[1] ?? ''}`.trim() };
}

/** @param {string} program @param {string | undefined} dataDir without it, the data goes away with the server */
export async function startServer(program, dataDir) {
  const data = dataDir ? path.resolve(dataDir) : mkdtempSync(path.join(tmpdir(), 'redis-'));
  mkdirSync(data, { recursive: true });
  const running = await runningPort(data);
  if (running) return { ...addressOf(running), data, stop: async () => {} };
  const port = await freePort();
  // Ends with us, however we end: the keeper holds the other end of a pipe, and stops the server when it closes.
  const child = spawn(
    process.execPath,
    [keeper, program, String(port), data, dataDir ? 'keep' : ''],
    {
      detached: true,
      windowsHide: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  const ended = once(child, 'exit');
  child.unref();
  const stop = async () => {
    child.ref();
    child.stdin.end();
    await ended;
  };
  try {
    await untilAnswered(port, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...addressOf(port), data, stop };
}

/** @param {number} port */
const addressOf = (port) => ({ address: `${HOST}:${port}`, url: `redis://${HOST}:${port}` });

/** @param {string} data */
const portFile = (data) => path.join(data, 'port');

/** Another command of this project may have started it. @param {string} data */
async function runningPort(data) {
  if (!existsSync(portFile(data))) return undefined;
  const port = Number(readFileSync(portFile(data), 'utf8'));
  return (await answers(port)) ? port : undefined;
}

async function freePort() {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/** @param {number} port @param {import('node:child_process').ChildProcess} child */
async function untilAnswered(port, child) {
  const deadline = Date.now() + READY_WITHIN;
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`Redis ended with code ${child.exitCode}`);
    if (Date.now() > deadline) throw new Error('Redis does not answer');
    await wait(25);
  }
}

/** @param {number} port */
async function answers(port) {
  const socket = connect(port, HOST);
  try {
    await once(socket, 'connect');
    socket.write('PING\r\n');
    const [answer] = await once(socket, 'data');
    return String(answer).startsWith('+PONG');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** The keeper: a process of its own, between the server and whoever wants it. */
async function keep([program = '', port = '', data = '', isKept = '']) {
  const saving = isKept ? ['--save', '60', '1'] : ['--save', ''];
  const where = ['--bind', HOST, '--port', port, '--dir', data];
  const server = spawn(program, [...where, ...saving, '--appendonly', 'no'], { stdio: 'ignore' });
  const ended = once(server, 'exit');
  writeFileSync(portFile(data), port);
  process.stdin.resume().on('end', () => server.kill('SIGTERM'));
  const [code] = await ended;
  rmSync(isKept ? portFile(data) : data, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code ?? 0);
}

if (path.resolve(process.argv[1] ?? '') === keeper) await keep(process.argv.slice(2));
