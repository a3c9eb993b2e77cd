import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Cursors } from './mongo-standin/cursors.mjs';
import { openDataFile } from './mongo-standin/data-file.mjs';
import { makeServer } from './mongo-standin/server.mjs';
import { REPLICA_SET } from './mongo-standin/server-info.mjs';
import { Sessions } from './mongo-standin/sessions.mjs';
import { Store } from './mongo-standin/store.mjs';

const HOST = '127.0.0.1';
const SWEEP_EVERY = 60_000;

/** @typedef {{ url: string, port: number, source: string, close(): Promise<void> }} Standin */

/**
 * A small server that speaks the MongoDB protocol, for development and tests without a MongoDB.
 * @param {object} [options]
 * @param {number} [options.port] 0 takes a free one
 * @param {string} [options.dataFile] where the data stays; without it the data is gone at the end
 * @param {(line: string) => void} [options.log]
 * @param {number} [options.sweepEvery] milliseconds between two looks at TTL indexes and idle sessions
 * @returns {Promise<Standin>}
 */
export async function startStandin({
  port = 0,
  dataFile,
  log = console.log,
  sweepEvery = SWEEP_EVERY,
} = {}) {
  if (process.env.NODE_ENV === 'production') {
    throw new Error(
      'The Mongo stand-in refuses NODE_ENV=production: set MONGODB_URL to a real MongoDB.',
    );
  }
  let changed = () => {};
  const store = new Store(() => changed());
  const file = dataFile ? await openDataFile(dataFile, store, log) : undefined;
  changed = file?.changed ?? changed;
  const services = { store, cursors: new Cursors(), sessions: new Sessions(store) };
  const sweeper = setInterval(() => sweep(services), sweepEvery).unref();
  const { server, disconnect } = makeServer((connectionId) => ({
    ...services,
    server: { address, connectionId },
  }));
  const close = async () => {
    clearInterval(sweeper);
    store.close();
    disconnect();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
    await file?.close();
  };
  const actualPort = await listen(server, port).catch(async (error) => {
    await close();
    throw error;
  });
  const address = `${HOST}:${actualPort}`;
  const source = `mongo: stand-in (not a real MongoDB) on ${address} (${dataFile ?? 'throw-away'})`;
  log(`${source}; for the real one put mongod on the PATH or set MONGODB_URL`);
  return {
    url: `mongodb://${address}/?replicaSet=${REPLICA_SET}`,
    port: actualPort,
    source,
    close,
  };
}

/** @param {import('node:net').Server} server @param {number} port */
async function listen(server, port) {
  server.listen(port, HOST);
  await once(server, 'listening');
  return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
}

/** @param {{ store: Store, cursors: Cursors, sessions: Sessions }} services */
function sweep({ store, cursors, sessions }) {
  store.sweep();
  cursors.sweep();
  sessions.sweep();
}

async function main() {
  const { values } = parseArgs({ options: { port: { type: 'string' }, data: { type: 'string' } } });
  const standin = await startStandin({
    port: Number(values.port ?? 0),
    ...(values.data && { dataFile: values.data }),
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void standin.close());
}

const [, script] = process.argv;
if (script && realpathSync(script) === fileURLToPath(import.meta.url)) await main();
