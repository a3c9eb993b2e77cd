import { findInstalled, startServer } from './rabbitmq-server.mjs';

const ADVICE = [
  'Ways to a RabbitMQ:',
  '  1. set AMQP_URL to a server you have,',
  '  2. put rabbitmq-server and the epmd of Erlang on the PATH (https://www.rabbitmq.com/docs/download).',
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

export const rabbitmq = {
  name: 'rabbitmq',
  variable: 'AMQP_URL',
  advice: ADVICE,
  find: findRabbit,
  start: startRabbit,
};

/**
 * Which RabbitMQ would be used, and why none before it.
 * @param {Env} [env]
 */
export async function findRabbit(env = process.env) {
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
export async function startRabbit({ dataDir, log, env = process.env }) {
  const { found, skipped } = await findRabbit(env);
  if (!found) throw new Error(`no RabbitMQ: ${skipped.join('; ')}.\n${ADVICE}`);
  return found.start({ dataDir, log });
}

/** @type {Look} */
async function givenUrl({ AMQP_URL: url }) {
  if (!url) return 'AMQP_URL is not set';
  const about = `rabbitmq: AMQP_URL (${hostOf(url)})`;
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
  const programs = findInstalled(env);
  if (typeof programs === 'string') return programs;
  const about = 'rabbitmq: rabbitmq-server of this machine';
  const start = async (/** @type {Options} */ { dataDir, log }) => {
    const { url, address, data, stop } = await startServer(programs, { dataDir, log });
    const source = `${about} on ${address} (${dataDir ? data : 'throw-away, there in some seconds'})`;
    log(source);
    return { url, source, isReal: true, stop };
  };
  return { name: 'installed', about, isReal: true, start };
}

/** The app can do without, at a price; where that is not good enough, this is no source. @type {Look} */
async function none({ CI, REQUIRE_REAL_SERVICES, NODE_ENV }) {
  if (CI || REQUIRE_REAL_SERVICES === '1') return 'CI and REQUIRE_REAL_SERVICES want a real one';
  if (NODE_ENV === 'production') return 'NODE_ENV=production wants a real one';
  const about = 'rabbitmq: none; tests that need it are skipped, messages stay within one process';
  const start = async (/** @type {Options} */ { log }) => {
    log(`${about}.\n${ADVICE}`);
    return { url: '', source: about, isReal: false, stop: async () => {} };
  };
  return { name: 'none', about, isReal: false, start };
}
