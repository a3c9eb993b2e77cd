import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const HOST = '127.0.0.1';
/** Debian puts a script on the PATH that only its own user may run; this is what that script runs. */
const BEHIND_THE_SCRIPT = '/usr/lib/rabbitmq/bin';
const READY_WITHIN = 60_000;
const keeper = fileURLToPath(import.meta.url);

/** @typedef {{ server: string, epmd: string }} Programs */

/**
 * @param {Record<string, string | undefined>} env
 * @returns {Programs | string} what is needed, or what is missing
 */
export function findInstalled(env) {
  if (process.platform === 'win32') return 'on Windows RabbitMQ is a service with an address';
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const find = (/** @type {string} */ name, /** @type {readonly string[]} */ places) =>
    places.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
  const server = find('rabbitmq-server', [BEHIND_THE_SCRIPT, ...folders]);
  const epmd = find('epmd', folders);
  if (!server) return 'no rabbitmq-server on the PATH';
  return epmd ? { server, epmd } : 'no epmd of Erlang on the PATH';
}

/**
 * Without `dataDir` the data goes away with the server, and it is not waited for, which would take seconds: most tests
 * need no broker, and the others wait for it.
 * @param {Programs} programs
 * @param {{ dataDir?: string | undefined, log: (line: string) => void }} options
 */
export async function startServer(programs, { dataDir, log }) {
  const data = dataDir ? path.resolve(dataDir) : mkdtempSync(path.join(tmpdir(), 'rabbitmq-'));
  mkdirSync(data, { recursive: true });
  const running = runningPort(data);
  if (running) {
    await untilAnswered(running, () => isRunning(data));
    return { ...addressOf(running), data, stop: async () => {} };
  }
  const [port = 0, distribution = 0, names = 0] = await freePorts(3);
  const task = { programs, data, port, distribution, names, isKept: Boolean(dataDir) };
  // Ends with us, however we end: the keeper holds the other end of a pipe, and stops the server when it closes.
  const child = spawn(process.execPath, [keeper, JSON.stringify(task)], {
    detached: true,
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  let isWanted = true;
  const ended = once(child, 'exit').then(() => {
    if (isWanted) log(`rabbitmq: ended by itself; ${path.join(data, 'server.log')} may say why`);
  });
  child.unref();
  const stop = async () => {
    isWanted = false;
    child.ref();
    child.stdin.end();
    await ended;
  };
  if (dataDir) await untilAnswered(port, () => child.exitCode === null).catch(stopFirst(stop));
  return { ...addressOf(port), data, stop };
}

/** @param {() => Promise<void>} stop @returns {(error: unknown) => Promise<never>} */
const stopFirst = (stop) => async (error) => {
  await stop();
  throw error;
};

/** @param {number} port @param {() => boolean} isAlive */
async function untilAnswered(port, isAlive) {
  const deadline = Date.now() + READY_WITHIN;
  while (!(await answers(port))) {
    if (!isAlive()) throw new Error('RabbitMQ ended before it was ready');
    if (Date.now() > deadline) throw new Error('RabbitMQ does not answer');
    await wait(100);
  }
}

/** @param {number} port */
async function answers(port) {
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
const addressOf = (port) => ({
  address: `${HOST}:${port}`,
  url: `amqp://guest:guest@${HOST}:${port}`,
});

/** @param {string} data */
const runningFile = (data) => path.join(data, 'running.json');

/** Another command of this project may have started it. @param {string} data @returns {number | undefined} */
function runningPort(data) {
  if (!isRunning(data)) return undefined;
  return JSON.parse(readFileSync(runningFile(data), 'utf8')).port;
}

/** @param {string} data */
function isRunning(data) {
  if (!existsSync(runningFile(data))) return false;
  try {
    return process.kill(JSON.parse(readFileSync(runningFile(data), 'utf8')).pid, 0);
  } catch {
    return false;
  }
}

/** All at once, or the same would be found again. @param {number} count */
async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, HOST));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map(
    (server) => /** @type {import('node:net').AddressInfo} */ (server.address()).port,
  );
  for (const server of servers) server.close();
  return ports;
}

/**
 * @typedef {object} Task
 * @property {Programs} programs
 * @property {string} data
 * @property {number} port
 * @property {number} distribution where other nodes would find this one
 * @property {number} names where nodes of this machine are looked up by name: nobody else's
 * @property {boolean} isKept
 */

/** Everything of its own, and nothing of the RabbitMQ that may run on this machine besides. @param {Task} task */
const environmentOf = ({ data, port, distribution, names }) => ({
  ...process.env,
  HOME: data,
  ERL_EPMD_PORT: String(names),
  ERL_EPMD_ADDRESS: HOST,
  RABBITMQ_NODENAME: 'local@localhost',
  RABBITMQ_NODE_IP_ADDRESS: HOST,
  RABBITMQ_NODE_PORT: String(port),
  RABBITMQ_DIST_PORT: String(distribution),
  RABBITMQ_MNESIA_BASE: data,
  RABBITMQ_LOG_BASE: data,
  RABBITMQ_LOGS: path.join(data, 'server.log'),
  RABBITMQ_ENABLED_PLUGINS_FILE: path.join(data, 'enabled_plugins'),
  RABBITMQ_CONF_ENV_FILE: path.join(data, 'none'),
  RABBITMQ_CONFIG_FILE: path.join(data, 'none'),
  RABBITMQ_ADVANCED_CONFIG_FILE: path.join(data, 'none'),
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1} +sbwt none',
  // In the foreground, as one process: the signal for it goes to it, and to no script before it.
  RUNNING_UNDER_SYSTEMD: 'yes',
});

/** The keeper: a process of its own, between the server and whoever wants it. @param {Task} task */
async function keep(task) {
  const { programs, data, port, names, isKept } = task;
  writeFileSync(runningFile(data), JSON.stringify({ pid: process.pid, port }));
  writeFileSync(path.join(data, 'enabled_plugins'), '[].\n');
  const env = environmentOf(task);
  const epmd = spawn(programs.epmd, ['-port', String(names)], { env, stdio: 'ignore' });
  const server = spawn(programs.server, [], { env, stdio: 'ignore' });
  const ended = once(server, 'exit');
  process.stdin.resume().on('end', () => server.kill(isKept ? 'SIGTERM' : 'SIGKILL'));
  const [code] = await ended;
  epmd.kill();
  rmSync(isKept ? runningFile(data) : data, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code ?? 0);
}

if (path.resolve(process.argv[1] ?? '') === keeper) await keep(JSON.parse(process.argv[2] ?? ''));
