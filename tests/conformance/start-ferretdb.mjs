// FerretDB is an independent server that speaks the protocol of MongoDB.
//   node start-ferretdb.mjs <cache folder> [command …]
// builds it once, starts it on SQLite, and runs the command with FERRETDB_URL, or waits for Ctrl+C.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const MODULE = 'github.com/FerretDB/FerretDB';
const VERSION = 'v1.24.0';
const HOST = '127.0.0.1';
const READY_WITHIN = 10_000;

const run = promisify(execFile);

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

async function build(cache) {
  const binary = join(cache, `ferretdb-${VERSION}${process.platform === 'win32' ? '.exe' : ''}`);
  if (await exists(binary)) return binary;
  await mkdir(cache, { recursive: true });
  console.log(`building FerretDB ${VERSION} in ${cache} (about a minute)`);
  const { stdout } = await run('go', ['mod', 'download', '-json', `${MODULE}@${VERSION}`], {
    cwd: cache,
  });
  const source = join(cache, 'source');
  await cp(JSON.parse(stdout).Dir, source, { recursive: true });
  await makeWritable(source);
  // A module zip has no version file, and FerretDB panics without one.
  await writeFile(join(source, 'build', 'version', 'version.txt'), VERSION);
  await run('go', ['build', '-buildvcs=false', '-o', binary, './cmd/ferretdb'], { cwd: source });
  await rm(source, { recursive: true, force: true });
  return binary;
}

// The module cache is read-only, and so is a copy of it.
async function makeWritable(folder) {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makeWritable(path);
    else await chmod(path, 0o644);
  }
}

async function freePort() {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

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

async function start(binary, data) {
  const port = await freePort();
  const settings = {
    handler: 'sqlite',
    'sqlite-url': `file:${data}/`,
    'state-dir': data,
    'listen-addr': `${HOST}:${port}`,
    'debug-addr': '-',
    telemetry: 'disable',
    'log-level': 'error',
  };
  const options = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  const server = spawn(binary, options, { stdio: ['ignore', 'ignore', 'inherit'] });
  const deadline = Date.now() + READY_WITHIN;
  while (!(await answers(port))) {
    if (server.exitCode !== null || Date.now() > deadline)
      throw new Error('FerretDB did not start');
    await wait(50);
  }
  return { server, url: `mongodb://${HOST}:${port}/` };
}

async function stop(server) {
  if (server.exitCode !== null) return;
  server.kill();
  await once(server, 'exit');
}

async function runCommand([command, ...options], url) {
  const child = spawn(command, options, {
    stdio: 'inherit',
    env: { ...process.env, FERRETDB_URL: url },
  });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

async function main([cache, ...command]) {
  if (!cache) throw new Error('usage: node start-ferretdb.mjs <cache folder> [command …]');
  const binary = await build(resolve(cache));
  const data = await mkdtemp(join(tmpdir(), 'ferretdb-'));
  const { server, url } = await start(binary, data);
  console.log(`FERRETDB_URL=${url}`);
  const ended = command.length > 0 ? runCommand(command, url) : signal();
  process.exitCode = await ended;
  await stop(server);
  await rm(data, { recursive: true, force: true });
}

const signal = () =>
  Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => 0);

await main(process.argv.slice(2));
