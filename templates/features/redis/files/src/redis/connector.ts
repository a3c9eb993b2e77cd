import type { Redis } from 'ioredis';
import type { Connector } from '../config/open-connections.ts';
import { closeRedis, openRedis } from './client.ts';

/** Nothing is kept here that cannot be made again, so a Redis that is away makes the app slower and not unready. */
export const redis: Connector<Redis | undefined> = {
  open: async ({ REDIS_URL: url, REDIS_PREFIX: prefix, NODE_ENV }, log) => {
    if (!url && NODE_ENV === 'production') throw new Error('REDIS_URL is needed in production.');
    if (!url) {
      log.warn('REDIS_URL is not set: cache and rate limits stay within this process');
      return undefined;
    }
    const client = openRedis({ url, prefix }, log);
    await client.connect().catch((error: unknown) => {
      log.error({ err: error }, 'no redis yet; slower until it answers');
    });
    return client;
  },
  check: async (client) => {
    if (!client) return 'degraded';
    return client.ping().catch(() => 'degraded');
  },
  close: async (client) => {
    if (client) await closeRedis(client);
  },
};
