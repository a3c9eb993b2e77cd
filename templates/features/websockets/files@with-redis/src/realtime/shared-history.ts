import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { realtimeLimits } from '../constants/realtime-limits.ts';
import { openHistory, type RoomHistory } from './history.ts';
import type { Said } from './protocol.ts';

const { messages, lifetime } = realtimeLimits.history;

interface HistoryDeps {
  readonly redis: Redis | undefined;
  readonly log: Logger;
}

/** Known to all instances; while Redis is away, each knows what was said on it. */
export function openSharedHistory({ redis, log }: HistoryDeps): RoomHistory {
  const own = openHistory();
  if (!redis) return own;
  const shared = inRedis(redis);
  const without = (error: unknown): void => {
    log.warn({ err: error }, 'the history of rooms is not shared now');
  };
  return {
    add: async (said) => {
      await own.add(said);
      await shared.add(said).catch(without);
    },
    of: (room) =>
      shared.of(room).catch((error: unknown) => {
        without(error);
        return own.of(room);
      }),
  };
}

function inRedis(redis: Redis): RoomHistory {
  const keyOf = (room: string): string => `history:${room}`;
  return {
    add: async (said) => {
      const key = keyOf(said.room);
      await redis
        .multi()
        .rpush(key, JSON.stringify(said))
        .ltrim(key, -messages, -1)
        .pexpire(key, lifetime)
        .exec();
    },
    of: async (room) => {
      const lines = await redis.lrange(keyOf(room), 0, -1);
      return lines.map((line) => JSON.parse(line) as Said);
    },
  };
}
