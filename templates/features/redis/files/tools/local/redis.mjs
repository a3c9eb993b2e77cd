import { findInstalled, startServer } from './redis-server.mjs';

const ADVICE = [
  'Ways to a Redis:',
  '  1. set REDIS_URL to a server you have,',
  '  2. put redis-server or valkey-server on the PATH (https://redis.io/docs, https://valkey.io).',
].join('\n');

/** @typedef {Record<string, string | undefined>} Env */
/** @typedef {{ dataDir?: string | undefined, log: (line: string) => void }} Options */
/** @typedef {{ url: string, source: string, isReal: boolean, stop(): Promise<void> }} Found */
/**
 * @typedef {object} Source
 * @property {string} name
 * @property {string} about a line for people
 * @property {boolean} isReal
 * @property {(options: Options) => Promise<Found>} start
 */
/** @typedef {(env: Env) => Promise<Source | string>} Look finds a source, or says why there is none */

/** @type {readonly Look[]} the first that finds something is used */
const LOOKS = [givenUrl, installed, none];

export const redis = {
  name: 'redis',
  variable: 'REDIS_URL',
  advice: ADVICE,
  find: findRedis,
  start: startRedis,
};

/**
 * Which Redis would be used, and why none before it.
 * @param {Env} [env]
 */
export async function findRedis(env = process.env) {
  /** @type {string[]} */
  const skipped = [];
  for (const look of LOOKS) {
    const found = await look(env);
    if (typeof found !== 'string') return { found, skipped };
    skipped.push(found);
  }
  return { found: undefined, skipped };
}

/** @param {Options & { env?: Env }} options @returns {Promise<Found>} */
export async function startRedis({ dataDir, log, env = process.env }) {
  const { found, skipped } = await findRedis(env);
  if (!found) throw new Error(`no Redis: ${skipped.join('; ')}.\n${ADVICE}`);
  return found.start({ dataDir, log });
}

/** @type {Look} */
async function givenUrl({ REDIS_URL: url }) {
  if (!url) return 'REDIS_URL is not set';
  const about = `redis: REDIS_URL (${hostOf(url)})`;
  const start = async (/** @type {Options} */ { log }) => {
    log(about);
    return { url, source: about, isReal: true, stop: async () => {} };
  };
  return { name: 'url', about, isReal: true, start };
}

/** @param {string} url without the password */
const hostOf = (url) => (URL.canParse(url) ? new URL(url).host : 'not a URL');

/** @type {Look} */
async function installed(env) {
  const program = await findInstalled(env);
  if (!program) return 'no redis-server and no valkey-server on the PATH';
  const about = `redis: ${program.title} of this machine`;
  const start = async (/** @type {Options} */ { dataDir, log }) => {
    const { url, address, data, stop } = await startServer(program.file, dataDir);
    const source = `${about} on ${address} (${dataDir ? data : 'throw-away'})`;
    log(source);
    return { url, source, isReal: true, stop };
  };
  return { name: 'installed', about, isReal: true, start };
}

/** The app can do without, at a price; where that is not good enough, this is no source. @type {Look} */
async function none({ CI, REQUIRE_REAL_SERVICES, NODE_ENV }) {
  if (CI || REQUIRE_REAL_SERVICES === '1') return 'CI and REQUIRE_REAL_SERVICES want a real one';
  if (NODE_ENV === 'production') return 'NODE_ENV=production wants a real one';
  const about = 'redis: none; what needs it is skipped, the rest stays within one process';
  const start = async (/** @type {Options} */ { log }) => {
    log(`${about}.\n${ADVICE}`);
    return { url: '', source: about, isReal: false, stop: async () => {} };
  };
  return { name: 'none', about, isReal: false, start };
}
