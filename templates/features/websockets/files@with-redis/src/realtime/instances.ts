import { createAdapter } from '@socket.io/redis-adapter';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { ServerOptions } from 'socket.io';
import type { Env } from '../config/env.ts';
import { realtimeLimits } from '../constants/realtime-limits.ts';

export interface InstancesDeps {
  readonly env: Pick<Env, 'REDIS_PREFIX'>;
  readonly log: Logger;
  readonly redis: Redis | undefined;
}

export interface Instances {
  /** undefined when there is only this one */
  readonly adapter: ServerOptions['adapter'] | undefined;
  readonly close: () => void;
}

/** What is said on one instance is heard on all. While Redis is away, each speaks to its own. */
export function joinInstances({ env, log, redis }: InstancesDeps): Instances {
  if (!redis) return { adapter: undefined, close: () => undefined };
  const speaker = ofItsOwn(redis, log, { enableOfflineQueue: false });
  // A connection that listens can do nothing else. What it listens to it asks for once there is a Redis.
  const listener = ofItsOwn(redis, log, { enableOfflineQueue: true, maxRetriesPerRequest: null });
  const settings = {
    key: `${env.REDIS_PREFIX}:realtime`,
    requestsTimeout: realtimeLimits.otherInstances,
  };
  return {
    adapter: createAdapter(speaker, listener, settings),
    close: () => {
      speaker.disconnect();
      listener.disconnect();
    },
  };
}

type Settings = Parameters<Redis['duplicate']>[0];

function ofItsOwn(redis: Redis, log: Logger, settings: Settings): Redis {
  const own = redis.duplicate({ keyPrefix: '', lazyConnect: false, ...settings });
  // Every attempt to reconnect is an `error`, and one that nobody listens to ends the process.
  own.on('error', (error) => log.debug({ err: error }, 'redis connection of sockets failed'));
  return quietly(own, log);
}

const COMMANDS = ['publish', 'subscribe', 'psubscribe'] as const;

/** The adapter waits for no answer, and a rejection that nobody waits for ends the process. */
function quietly(redis: Redis, log: Logger): Redis {
  for (const name of COMMANDS) {
    const send = redis[name].bind(redis) as (...given: unknown[]) => Promise<unknown>;
    const sendQuietly = (...given: unknown[]) =>
      send(...given).catch((error: unknown) => {
        log.debug({ err: error, command: name }, 'other instances do not hear of this');
      });
    Object.assign(redis, { [name]: sendQuietly });
  }
  return redis;
}
