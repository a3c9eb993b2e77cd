import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.mjs';
import { readable, serverUser, writable } from './postgres-as-root.mjs';
import { programIn } from './postgres-binaries.mjs';
import { watch } from './watchdog.mjs';

const HOST = '127.0.0.1';
const TEMPORARY = path.join(tmpdir(), 'postgres-');
const run = promisify(execFile);

// What nobody keeps need not survive a power cut.
const THROW_AWAY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
// By TCP only: the path of a socket in a deep folder is too long.
const SETTINGS = ['unix_socket_directories=', 'max_connections=200'];

/** @typedef {{ pgCtl: string, data: string, user: { uid?: number, gid?: number } }} Server */

/**
 * @param {import('./postgres-binaries.mjs').Binaries} binaries
 * @param {string | undefined} dataDir without it, the data goes away with the server
 */
export async function startServer(binaries, dataDir) {
  const bin = runnable(binaries);
  const data = writable(dataDir ? keptFolder(dataDir, binaries) : mkdtempSync(TEMPORARY));
  const server = { pgCtl: programIn(bin, 'pg_ctl'), data, user: serverUser() };
  if (await isRunning(server)) return { ...addressOf(portOf(server)), data, stop: async () => {} };
  const stop = watch({
    command: server.pgCtl,
    args: ['stop', '--pgdata', data, '--mode', dataDir ? 'fast' : 'immediate'],
    user: server.user,
    folder: dataDir ? undefined : data,
  });
  try {
    if (!existsSync(path.join(data, 'PG_VERSION'))) await initialise(bin, server);
    const port = await start(server, dataDir ? SETTINGS : [...SETTINGS, ...THROW_AWAY]);
    return { ...addressOf(port), data, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A newer server cannot read the files of an older one. @param {string} dataDir @param {import('./postgres-binaries.mjs').Binaries} binaries */
const keptFolder = (dataDir, { version }) =>
  path.join(path.resolve(dataDir), String(Number.parseInt(version)));

/** npm packs no symbolic links and runs no script that would make them. @param {import('./postgres-binaries.mjs').Binaries} binaries */
function runnable({ bin, home }) {
  if (!home) return bin;
  const root = readable(home);
  const list = path.join(root, 'native', 'pg-symlinks.json');
  const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (!existsSync(link)) makeLink(path.basename(source), link);
  }
  return path.join(root, 'native', 'bin');
}

/** @param {string} target @param {string} link */
function makeLink(target, link) {
  try {
    symlinkSync(target, link);
  } catch (error) {
    // Another run was faster.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
}

/** @param {string} bin @param {Server} server */
async function initialise(bin, { data, user }) {
  const args = [
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  await run(programIn(bin, 'initdb'), ['--pgdata', data, ...args], inside(data, user));
}

/** @param {Server} server */
const isRunning = ({ pgCtl, data, user }) =>
  run(pgCtl, ['status', '--pgdata', data], inside(data, user)).then(
    () => true,
    () => false,
  );

/** @param {Server} server @param {readonly string[]} settings @param {number} tries */
async function start(server, settings, tries = 3) {
  const { pgCtl, data, user } = server;
  const port = await freePort();
  const options = [`-p ${port} -h ${HOST}`, ...settings.map((setting) => `-c ${setting}`)].join(
    ' ',
  );
  const log = path.join(data, 'server.log');
  const args = ['start', '--wait', '--pgdata', data, '--log', log, '--options', options];
  try {
    await run(pgCtl, args, inside(data, user));
  } catch (cause) {
    const reason = existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : String(cause);
    // Somebody else may take a port between its being found free and the server's listening on it.
    if (tries > 1 && reason.includes('could not bind')) return start(server, settings, tries - 1);
    throw new Error(`Postgres did not start:\n${reason}`, { cause });
  }
  return port;
}

/** @param {string} data @param {Server['user']} user */
const inside = (data, user) => ({ ...user, cwd: data, windowsHide: true });

/** The fourth line of the file that a running server keeps. @param {Server} server */
const portOf = ({ data }) =>
  Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[3]);

/** @param {number} port */
const addressOf = (port) => ({
  address: `${HOST}:${port}`,
  url: `postgres://postgres@${HOST}:${port}/postgres`,
});
