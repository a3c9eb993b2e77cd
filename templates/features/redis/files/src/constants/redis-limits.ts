/** In milliseconds, in the words of `ioredis`. A memory that answers late is no help. */
export const redisLimits = {
  connectTimeout: 1_500,
  /** for an answer of the server, which may be gone */
  commandTimeout: 500,
} as const;
