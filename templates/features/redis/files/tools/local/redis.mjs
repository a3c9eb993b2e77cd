import { findInstalled, startServer } from './redis-server.mjs';
import { findSource, givenUrl, startSource } from './sources.mjs';

const ADVICE = [
  'Ways to a Redis:',
  '  1. set REDIS_URL to a server you have,',
  '  2. put redis-server or valkey-server on the PATH (https://redis.io/docs, https://valkey.io).',
].join('\n');

/** @typedef {import('./sources.mjs').Env} Env */
/** @typedef {import('./sources.mjs').Options} Options */
/** @typedef {import('./sources.mjs').Look} Look */

/** @type {readonly Look[]} the first that finds something is used */
const LOOKS = [givenUrl('redis', 'REDIS_URL'), installed, none];

export const redis = {
  name: 'redis',
  variable: 'REDIS_URL',
  advice: ADVICE,
  find: findRedis,
  start: startRedis,
};

/** Which Redis would be used, and why none before it. @param {Env} [env] */
export function findRedis(env = process.env) {
  return findSource(LOOKS, env);
}

/** @param {Options & { env?: Env }} options */
export function startRedis(options) {
  return startSource({ title: 'Redis', advice: ADVICE, looks: LOOKS }, options);
}

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
