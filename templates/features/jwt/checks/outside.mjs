/** Mail that checks can read, a proxy in front so that everybody has an address, and a clock that goes ahead. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openInbox } from '../../tools/local/mail-inbox.mjs';

const at = (name) => fileURLToPath(new URL(name, import.meta.url));

export async function openOutside(env) {
  writeFileSync(at('ahead'), '0');
  const { url, stop } = await openInbox(at('mail'), () => undefined);
  return {
    env: { ...env, SMTP_URL: url, TRUST_PROXY_HOPS: '1' },
    preloads: [new URL('clock.mjs', import.meta.url).href],
    stop,
  };
}
