import { openInbox } from './mail-inbox.mjs';

const ADVICE =
  'set SMTP_URL to a server that takes mail, or leave it empty for an inbox on this machine';

/** @typedef {Record<string, string | undefined>} Env */
/** @typedef {{ dataDir?: string | undefined, log: (line: string) => void }} Options */

export const mail = {
  name: 'mail',
  variable: 'SMTP_URL',
  advice: ADVICE,
  find: async ({ SMTP_URL: url } = /** @type {Env} */ (process.env)) => ({
    found: { about: url ? `mail: SMTP_URL (${hostOf(url)})` : 'mail: an inbox of this project' },
    skipped: /** @type {string[]} */ ([]),
  }),
  start: startMail,
};

/** @param {Options & { env?: Env }} options */
async function startMail({ dataDir, log, env = process.env }) {
  const { SMTP_URL: url } = env;
  // Without a place to keep mail these are tests, and they look at it before it leaves.
  if (!url && !dataDir) return { url: 'smtp://127.0.0.1:9', stop: async () => {} };
  if (!url) return openInbox(/** @type {string} */ (dataDir), log);
  log(`mail: SMTP_URL (${hostOf(url)})`);
  return { url, stop: async () => {} };
}

/** @param {string} url without the password */
const hostOf = (url) => (URL.canParse(url) ? new URL(url).host : 'not a URL');
