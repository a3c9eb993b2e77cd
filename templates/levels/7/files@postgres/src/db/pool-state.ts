import type { PoolState } from '../metrics.ts';
import type { Database } from './client.ts';

export const poolState =
  ({ $client: pool }: Database) =>
  (): PoolState => ({
    used: pool.totalCount - pool.idleCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  });
