/** How long what is kept counts, in milliseconds; `swr`: how long after that it is told while the new one is loaded. */
export const cacheTimes = {
  record: { ttl: 60_000, swr: 60_000 },
} as const;
