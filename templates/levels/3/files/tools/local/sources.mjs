/** Where a service may come from: a server of its owner, one that is installed, … The first that is there is used. */

/** @typedef {Record<string, string | undefined>} Env */
/** @typedef {{ dataDir?: string | undefined, log: (line: string) => void }} Options */
/** @typedef {{ url: string, source: string, isReal: boolean, stop(): Promise<void> }} Running */
/**
 * @typedef {object} Source
 * @property {string} name
 * @property {string} about a line for people
 * @property {boolean} isReal
 * @property {(options: Options) => Promise<Running>} start
 */
/** @typedef {(env: Env) => Promise<Source | string>} Look finds a source, or says why there is none */

/**
 * Which one would be used, and why none before it.
 * @param {readonly Look[]} looks
 * @param {Env} env
 */
export async function findSource(looks, env) {
  /** @type {string[]} */
  const skipped = [];
  for (const look of looks) {
    const found = await look(env);
    if (typeof found !== 'string') return { found, skipped };
    skipped.push(found);
  }
  return { found: undefined, skipped };
}

/**
 * @param {{ title: string, advice: string, looks: readonly Look[] }} service
 * @param {Options & { env?: Env }} options
 * @returns {Promise<Running>}
 */
export async function startSource({ title, advice, looks }, { dataDir, log, env = process.env }) {
  const { found, skipped } = await findSource(looks, env);
  if (!found) throw new Error(`no ${title}: ${skipped.join('; ')}.\n${advice}`);
  return found.start({ dataDir, log });
}

/**
 * A server that its owner has.
 * @param {string} service
 * @param {string} variable that holds its URL
 * @returns {Look}
 */
export function givenUrl(service, variable) {
  return async ({ [variable]: url }) => {
    if (!url) return `${variable} is not set`;
    const about = `${service}: ${variable} (${hostOf(url)})`;
    const start = async (/** @type {Options} */ { log }) => {
      log(about);
      return { url, source: about, isReal: true, stop: async () => {} };
    };
    return { name: 'url', about, isReal: true, start };
  };
}

/** @param {string} url without the password */
const hostOf = (url) => (URL.canParse(url) ? new URL(url).host : 'not a URL');
