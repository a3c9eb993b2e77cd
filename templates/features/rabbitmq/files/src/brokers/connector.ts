import type { Connector } from '../config/open-connections.ts';
import { openLink, type Link } from './link.ts';

/** What is to be told waits in the outbox, so a broker that is away makes the app late and not unready. */
export const rabbitmq: Connector<Link | undefined> = {
  open: async ({ AMQP_URL: url, NODE_ENV }, log) => {
    if (!url && NODE_ENV === 'production') throw new Error('AMQP_URL is needed in production.');
    if (!url) {
      log.warn('AMQP_URL is not set: messages stay within this process');
      return undefined;
    }
    const link = await openLink(url, log);
    if (!link.current()) log.error('no broker yet; the outbox keeps messages until it answers');
    return link;
  },
  check: (link) => Promise.resolve(link?.current() ? 'ok' : 'degraded'),
  close: async (link) => link?.close(),
};
