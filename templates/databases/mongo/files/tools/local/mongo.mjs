import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import mongoose from 'mongoose';
import { startMongod, versionOf } from './mongod.mjs';
import { findSource, startSource } from './sources.mjs';

const PROBE_WITHIN = 3000;
const DOWNLOADS = 'https://fastdl.mongodb.org';

const ADVICE = [
  'Ways to a real MongoDB:',
  '  1. set MONGODB_URL to a replica set,',
  '  2. put mongod on the PATH (https://www.mongodb.com/docs/manual/installation),',
  '  3. set MONGO_DOWNLOAD=1 to download one (about 100 MB, kept for the next time).',
].join('\n');

/** @typedef {import('./sources.mjs').Env} Env */
/** @typedef {import('./sources.mjs').Options} Options */
/** @typedef {import('./sources.mjs').Source} Source */
/** @typedef {import('./sources.mjs').Look} Look */

/** @type {readonly Look[]} the first that finds something is used */
const LOOKS = [givenUrl, installed, downloadedBefore, download, standin];

export const mongo = {
  name: 'mongo',
  variable: 'MONGODB_URL',
  advice: ADVICE,
  find: findMongo,
  start: startMongo,
};

/** Which Mongo would be used, and why none before it. @param {Env} [env] */
export function findMongo(env = process.env) {
  return findSource(LOOKS, env);
}

/** @param {Options & { env?: Env }} options */
export function startMongo(options) {
  return startSource({ title: 'Mongo', advice: ADVICE, looks: LOOKS }, options);
}

/** @type {Look} */
async function givenUrl({ MONGODB_URL: url }) {
  if (!url) return 'MONGODB_URL is not set';
  const about = `mongo: MONGODB_URL (${hostsOf(url)})`;
  const start = async (/** @type {Options} */ { log }) => {
    await check(url);
    log(about);
    return { url, source: about, isReal: true, stop: async () => {} };
  };
  return { name: 'url', about, isReal: true, start };
}

/** @param {string} url without the password */
const hostsOf = (url) =>
  url
    .replace(/^[\w+]+:\/\//, '')
    .replace(/^[^/]*@/, '')
    .split(/[/?]/)[0];

/** @param {string} url */
async function check(url) {
  const client = new mongoose.mongo.MongoClient(url, { serverSelectionTimeoutMS: PROBE_WITHIN });
  try {
    const { setName, msg } = await client.db('admin').command({ hello: 1 });
    if (setName || msg === 'isdbgrid') return;
  } catch (error) {
    throw new Error(
      `MONGODB_URL (${hostsOf(url)}) does not answer: ${/** @type {Error} */ (error).message}`,
      { cause: error },
    );
  } finally {
    await client.close();
  }
  throw new Error(
    `MONGODB_URL (${hostsOf(url)}) is no replica set, so it has no transactions. Start mongod with --replSet rs0.`,
  );
}

/** @type {Look} */
async function installed(env) {
  const binary = await onPath(env);
  return binary ? ownMongod('mongod', binary, '') : 'no mongod on the PATH';
}

/** @param {Env} env */
async function onPath(env) {
  const names = process.platform === 'win32' ? ['mongod.exe'] : ['mongod'];
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter(Boolean);
  for (const candidate of folders.flatMap((folder) => names.map((name) => join(folder, name)))) {
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

/** @param {string} path */
const isExecutable = (path) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** @type {Look} */
async function downloadedBefore(env) {
  if (env.MONGO_DOWNLOAD === 'off') return 'MONGO_DOWNLOAD is off';
  const library = await memoryServer();
  if (!library) return 'mongodb-memory-server-core is not installed';
  const binary = await library.DryMongoBinary.locateBinary({ version: '' });
  return binary
    ? ownMongod('cache', binary, ', downloaded before')
    : 'no mongod was downloaded before';
}

/** @type {Look} only when asked: a test run must not wait for a network that may not be there */
async function download(env) {
  if (env.MONGO_DOWNLOAD !== '1') return 'MONGO_DOWNLOAD is not 1';
  const library = await memoryServer();
  if (!library) return 'mongodb-memory-server-core is not installed';
  const origin = env.MONGOMS_DOWNLOAD_MIRROR ?? DOWNLOADS;
  const reachable = await fetch(origin, {
    method: 'HEAD',
    signal: AbortSignal.timeout(PROBE_WITHIN),
  }).catch(() => undefined);
  if (!reachable) return `${origin} cannot be reached`;
  const start = async (/** @type {Options} */ options) => {
    const binary = await library.MongoBinary.getPath();
    return (await ownMongod('download', binary, ', downloaded')).start(options);
  };
  return {
    name: 'download',
    about: `mongo: mongod, to be downloaded from ${origin}`,
    isReal: true,
    start,
  };
}

const memoryServer = () =>
  import('mongodb-memory-server-core').catch((error) => {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  });

/** @param {string} name @param {string} binary @param {string} origin @returns {Promise<Source>} */
async function ownMongod(name, binary, origin) {
  const about = `mongo: mongod ${await versionOf(binary)}${origin}`;
  const start = async (/** @type {Options} */ { dataDir, log }) => {
    const { url, address, stop } = await startMongod({
      binary,
      dataDir: dataDir && join(dataDir, 'mongod'),
    });
    const source = `${about} on ${address} (${dataDir ?? 'throw-away'})`;
    log(source);
    return { url, source, isReal: true, stop };
  };
  return { name, about, isReal: true, start };
}

/** @type {Look} */
async function standin({ REQUIRE_REAL_SERVICES, NODE_ENV }) {
  if (REQUIRE_REAL_SERVICES === '1') return 'REQUIRE_REAL_SERVICES=1 refuses the stand-in';
  if (NODE_ENV === 'production') return 'NODE_ENV=production refuses the stand-in';
  const start = async (/** @type {Options} */ { dataDir, log }) => {
    const { startStandin } = await import('./mongo-standin.mjs');
    const dataFile = dataDir && join(dataDir, 'standin.jsonl');
    const { url, source, close } = await startStandin({ ...(dataFile && { dataFile }), log });
    return { url, source, isReal: false, stop: close };
  };
  return { name: 'stand-in', about: 'mongo: stand-in (not a real MongoDB)', isReal: false, start };
}
