import { findInstalled, startServer } from './rabbitmq-server.mjs';
import { findSource, givenUrl, startSource } from './sources.mjs';

const ADVICE = [
  'Ways to a RabbitMQ:',
  '  1. set AMQP_URL to a server you have,',
  '  2. put rabbitmq-server and the epmd of Erlang on the PATH (https://www.rabbitmq.com/docs/download).',
].join('\n');

/** @typedef {import('./sources.mjs').Env} Env */
/** @typedef {import('./sources.mjs').Options} Options */
/** @typedef {import('./sources.mjs').Look} Look */

/** @type {readonly Look[]} the first that finds something is used */
const LOOKS = [givenUrl('rabbitmq', 'AMQP_URL'), installed, none];

export const rabbitmq = {
  name: 'rabbitmq',
  variable: 'AMQP_URL',
  advice: ADVICE,
  find: findRabbit,
  start: startRabbit,
};

/** Which RabbitMQ would be used, and why none before it. @param {Env} [env] */
export function findRabbit(env = process.env) {
  return findSource(LOOKS, env);
}

/** @param {Options & { env?: Env }} options */
export function startRabbit(options) {
  return startSource({ title: 'RabbitMQ', advice: ADVICE, looks: LOOKS }, options);
}

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
