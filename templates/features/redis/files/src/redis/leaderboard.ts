import type { Redis } from 'ioredis';

export interface Place {
  readonly member: string;
  readonly score: number;
}

/** A ranking that is always sorted: adding a point and asking for the top cost the same among ten and among ten million. */
export function leaderboard(redis: Redis, name: string) {
  const key = `leaderboard:${name}`;
  return {
    add: async (member: string, points: number): Promise<number> =>
      Number(await redis.zincrby(key, points, member)),

    top: async (count: number): Promise<readonly Place[]> => {
      const members = await redis.zrevrange(key, 0, count - 1);
      const scores = members.length > 0 ? await redis.zmscore(key, ...members) : [];
      return members.map((member, place) => ({ member, score: Number(scores[place]) }));
    },

    /** @returns 1 for the first; undefined for who has no points */
    rankOf: async (member: string): Promise<number | undefined> => {
      const rank = await redis.zrevrank(key, member);
      return rank === null ? undefined : rank + 1;
    },
  };
}
